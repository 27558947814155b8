using System.Globalization;
using Gan.Detection;

namespace DogGan.Output;

/// <summary>The report card on the console.</summary>
internal static class DetectionTable
{
    public static void Write(DetectionReport report)
    {
        Console.WriteLine();
        Console.WriteLine($"{report.RealCount} pictures of '{report.Real.Name}', as many fakes of each generator; seed {report.Seed}.");
        if (report.LeftOut > 0)
        {
            Console.WriteLine($"Note: {report.LeftOut} real pictures were left out, since a detector was trained with the same.");
        }

        foreach (DetectorReport detector in report.Detectors)
        {
            Console.WriteLine();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{detector.Name} (temperature {detector.Calibration.Temperature:F3}, threshold {detector.Calibration.Threshold:F3})"));
            Console.WriteLine($"  {"",-34}{"AUC",8}{"acc.",8}{"real",8}{"fakes",8}{"TPR@1%",8}{"EER",8}{"ECE",8}{"Brier",8}");
            Line("all generators", detector.Overall);
            foreach (SourceScores source in detector.Sources)
            {
                Line(source.IsSeen ? $"{source.Source} (trained on)" : source.Source, source.Scores);
            }

            foreach (DistortionScores distortion in detector.Distortions)
            {
                Line($"all, {distortion.Distortion}", distortion.Scores);
            }
        }

        Console.WriteLine();
        foreach (ControlResult control in report.Controls)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"control: {control.Name,-20} AUC {control.Auc:F3}, {(control.IsAtChance ? "chance" : $"NOT chance: {control.Meaning}")}"));
        }
    }

    private static void Line(string name, DetectionScores scores) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"  {name,-34}{scores.Auc,8:F4}{scores.AtThreshold.Accuracy.Value,8:F3}{scores.AtThreshold.RealAccuracy.Value,8:F3}{scores.AtThreshold.FakeAccuracy.Value,8:F3}{scores.TruePositiveRateAtOnePercent,8:F3}{scores.EqualErrorRate,8:F3}{scores.CalibrationError,8:F3}{scores.BrierScore,8:F3}"));
}
