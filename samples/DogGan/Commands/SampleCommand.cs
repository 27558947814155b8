using System.CommandLine;
using System.Globalization;
using Gan.Core;
using Gan.Imaging;
using TorchSharp;

namespace DogGan.Commands;

/// <summary><c>sample</c>: pictures from a saved generator.</summary>
internal static class SampleCommand
{
    public static Command Create()
    {
        Option<FileInfo> model = new("--model") { Description = "The generator's file.", Required = true };
        Option<int> count = new("--count") { Description = "How many pictures.", DefaultValueFactory = _ => 64 };
        Option<long> seed = new("--seed") { Description = "The seed of the latent vectors." };
        Option<FileInfo> output = new("--out") { Description = "The PNG or JPEG to write.", DefaultValueFactory = _ => new FileInfo("samples.png") };
        Option<string?> label = new("--class") { Description = "The class to ask for, by name or number (default: all, one a column)." };
        Command command = new("sample", "Writes a grid of pictures from a saved generator.") { model, count, seed, label, output };
        command.SetAction(parsed =>
        {
            int pictures = parsed.GetValue(count);
            if (pictures < 1)
            {
                throw new FormatException($"--count: {pictures} pictures are asked for; it must be at least 1.");
            }

            using GanGenerator generator = GanGenerator.Load(parsed.GetValue(model)!.FullName);
            int? asked = parsed.GetValue(label) is { } name ? ParseClass(generator, name) : null;
            using torch.Tensor images = generator.Sample(pictures, parsed.GetValue(seed), asked);
            string path = parsed.GetValue(output)!.FullName;
            bool inColumns = asked is null && generator.ClassCount > 1;
            ImageGrid.Save(path, images, columns: inColumns ? generator.ClassCount : 0);
            Console.WriteLine($"{pictures} pictures: {path}");
            if (inColumns)
            {
                Console.WriteLine($"Columns: {string.Join(", ", generator.ClassNames)}.");
            }

            return 0;
        });
        return command;
    }

    private static int ParseClass(GanGenerator generator, string name)
    {
        if (generator.ClassCount == 0)
        {
            throw new FormatException("--class: this generator has no classes to ask for; leave the option out.");
        }

        for (int label = 0; label < generator.ClassCount; label++)
        {
            if (name.Equals(generator.ClassNames[label], StringComparison.OrdinalIgnoreCase) || name == label.ToString(CultureInfo.InvariantCulture))
            {
                return label;
            }
        }

        throw new FormatException($"--class: '{name}' is none of {string.Join(", ", generator.ClassNames)}.");
    }
}
