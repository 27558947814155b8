using TorchSharp;

namespace Gan.Core.Tests.Models.Architectures;

/// <summary>
/// Names and shapes of weights and buffers, against those in a text file: files of models hold them, so they must never change.
/// </summary>
public class StateNamesTests
{
    public static TheoryData<string> Networks => [.. Snapshots.Keys];

    private static Dictionary<string, string[]> Snapshots { get; } =
        File.ReadAllText(Path.Combine(RepositoryRoot.Path, "tests", "Gan.Core.Tests", "Models", "Architectures", "StateNames.txt"))
            .Split("== ", StringSplitOptions.RemoveEmptyEntries)
            .Select(section => section.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .ToDictionary(lines => lines[0], lines => lines[1..]);

    [Theory]
    [MemberData(nameof(Networks))]
    public void They_are_what_they_were(string network)
    {
        string[] parts = network.Split(", ");
        ImageShape shape = new(3, 16, 8);
        int classes = parts[1] == "conditional" ? 3 : 0;
        (IDisposable made, torch.nn.Module module) = parts[2] == "generator" ? Generator() : Discriminator();
        using (made)
        {
            module.state_dict().Select(entry => $"{entry.Key} [{string.Join(", ", entry.Value.shape)}]").Should().Equal(Snapshots[network]);
        }

        (IDisposable Made, torch.nn.Module Module) Generator()
        {
            IGenerator generator = SmallArchitectures.Generator(parts[0], shape, classes).Create(seed: 1);
            return (generator, generator.Network);
        }

        (IDisposable Made, torch.nn.Module Module) Discriminator()
        {
            IDiscriminator discriminator = SmallArchitectures.Discriminator(parts[0], shape, classes).Create(seed: 1);
            return (discriminator, discriminator.Network);
        }
    }
}
