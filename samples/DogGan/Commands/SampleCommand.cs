using System.CommandLine;
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
        Command command = new("sample", "Writes a grid of pictures from a saved generator.") { model, count, seed, output };
        command.SetAction(parsed =>
        {
            int pictures = parsed.GetValue(count);
            if (pictures < 1)
            {
                throw new FormatException($"--count: {pictures} pictures are asked for; it must be at least 1.");
            }

            using GanGenerator generator = GanGenerator.Load(parsed.GetValue(model)!.FullName);
            using torch.Tensor images = generator.Sample(pictures, parsed.GetValue(seed));
            string path = parsed.GetValue(output)!.FullName;
            ImageGrid.Save(path, images);
            Console.WriteLine($"{pictures} pictures: {path}");
            return 0;
        });
        return command;
    }
}
