using System.CommandLine;
using Gan.Core;
using Gan.Imaging;
using TorchSharp;

namespace DogGan.Commands;

/// <summary><c>walk</c>: an animation through the latent space of a saved generator.</summary>
internal static class WalkCommand
{
    public static Command Create()
    {
        Option<FileInfo> model = new("--model") { Description = "The generator's file.", Required = true };
        Option<FileInfo> output = new("--out") { Description = "The animated PNG to write.", DefaultValueFactory = _ => new FileInfo("walk.png") };
        Option<int> frames = new("--frames") { Description = "How many frames; after the last comes the first again.", DefaultValueFactory = _ => 96 };
        Option<long> seed = new("--seed") { Description = "The seed of the latent vectors that the walk goes through." };
        Option<int> keys = new("--keys") { Description = "How many latent vectors it goes through.", DefaultValueFactory = _ => LatentWalk.DefaultKeys };
        Option<double> speed = new("--fps") { Description = "Frames a second, 0.1 to 100.", DefaultValueFactory = _ => AnimatedPng.DefaultFramesPerSecond };
        Option<int?> label = new("--class") { Description = "The class to draw, from 0 (only a generator with classes)." };
        Command command = new("walk", "Writes an animated PNG: a closed walk through the latent space of a saved generator.")
        {
            model, output, frames, seed, keys, speed, label,
        };
        command.SetAction(parsed =>
        {
            (int count, int corners, string path) = (parsed.GetValue(frames), parsed.GetValue(keys), parsed.GetValue(output)!.FullName);
            RequireUsable(count, corners, parsed.GetValue(speed), path);
            using GanGenerator generator = GanGenerator.Load(parsed.GetValue(model)!.FullName);
            RequireClass(parsed.GetValue(label), generator);
            using torch.Tensor pictures = generator.Walk(count, parsed.GetValue(seed), corners, parsed.GetValue(label));
            AnimatedPng.Save(path, pictures, parsed.GetValue(speed));
            Console.WriteLine($"{count} frames: {path}");
            return 0;
        });
        return command;
    }

    private static void RequireUsable(int frames, int keys, double speed, string path)
    {
        if (keys < 2 || frames < keys)
        {
            throw new FormatException($"--frames {frames} --keys {keys}: a walk goes through at least 2 keys and has at least as many frames.");
        }

        if (!(speed is >= 0.1 and <= 100))
        {
            throw new FormatException("--fps: frames a second are from 0.1 to 100.");
        }

        if (Path.GetExtension(path).ToUpperInvariant() is not (".PNG" or ".APNG"))
        {
            throw new FormatException($"--out: '{Path.GetFileName(path)}' is no animated PNG; let the name end with .png or .apng.");
        }
    }

    private static void RequireClass(int? label, GanGenerator generator)
    {
        if (label is { } asked && (asked < 0 || asked >= generator.ClassCount))
        {
            throw new FormatException(generator.ClassCount == 0
                ? $"--class {asked}: this generator has no classes; leave the option out."
                : $"--class {asked}: this generator has the classes 0 to {generator.ClassCount - 1}.");
        }
    }
}
