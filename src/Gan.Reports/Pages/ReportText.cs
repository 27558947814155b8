using System.Globalization;

namespace Gan.Reports;

/// <summary>Numbers and times as reports write them, the same in every culture.</summary>
internal static class ReportText
{
    /// <summary>A number with as many digits as help.</summary>
    public static string Number(double value) =>
        value.ToString(Math.Abs(value) >= 100 ? "F0" : Math.Abs(value) >= 10 ? "F1" : "F3", CultureInfo.InvariantCulture);

    /// <summary>Hours, minutes and seconds; a day is 24 hours.</summary>
    public static string Time(TimeSpan time) => time.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time:mm\\:ss}")
        : time.ToString("m\\:ss", CultureInfo.InvariantCulture);

    /// <summary>1 epoch, 2 epochs.</summary>
    public static string Count(long count, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");

    /// <summary>Time spent in training, from the speed of each tick: what a run took however often it was interrupted.</summary>
    public static TimeSpan TrainingTime(IReadOnlyList<HistoryEntry> history)
    {
        double seconds = 0;
        long images = 0;
        foreach (HistoryEntry entry in history)
        {
            seconds += (entry.Images - images) / Math.Max(entry.ImagesPerSecond, 0.1);
            images = entry.Images;
        }

        return TimeSpan.FromSeconds(seconds);
    }
}
