using System.Globalization;
using Gan.Evaluation;

namespace DogGan.Output;

/// <summary>Shows how often a classifier finds the class that was asked for.</summary>
internal static class ClassTable
{
    /// <summary>Writes a line a class: the share, and what it is most often taken for otherwise.</summary>
    public static void Write(ClassAgreementResult result, IReadOnlyList<string> names)
    {
        Console.WriteLine("Asked class, found by the CIFAR-10 classifier:");
        for (int asked = 0; asked < names.Count; asked++)
        {
            (int other, int times) = result.Counts[asked].Index().Where(found => found.Index != asked).MaxBy(found => found.Item);
            string rest = times > 0 ? string.Create(CultureInfo.InvariantCulture, $"  (else {names[other]}, {Share(times, result.Counts[asked].Sum())})") : "";
            Console.WriteLine($"  {names[asked],-12} {result.PerClass[asked].ToString("P0", CultureInfo.InvariantCulture)}{rest}");
        }

        Console.WriteLine($"  {"all",-12} {result.Overall.ToString("P1", CultureInfo.InvariantCulture)}");
    }

    private static string Share(int part, int whole) => ((double)part / whole).ToString("P0", CultureInfo.InvariantCulture);
}
