using System.Text.Json.Nodes;
using Gan.Core.ModelFiles;

namespace Gan.Core.Tests.ModelFiles;

public class RunDescriptionTests
{
    [Fact]
    public void An_option_that_is_absent_has_its_default()
    {
        RunDescription run = Describe(options => options);
        JsonObject json = JsonNode.Parse(run.ToJson())!.AsObject();
        foreach (string option in new[] { "horizontalFlip", "maxResidentBytes", "allowTf32" })
        {
            json["options"]!.AsObject().Remove(option).Should().BeTrue();
        }

        RunDescription older = RunDescription.FromJson(json.ToJsonString(), "run.json");
        older.Options.Should().Be(run.Options);
        older.DifferencesTo(run).Should().BeEmpty();
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"options\":null}")]
    [InlineData("{\"options\":{\"seed\":1,\"seed\":2}}")]
    [InlineData("{\"options\":{\"unknown\":1}}")]
    [InlineData("{")]
    public void What_is_no_description_is_refused(string json)
    {
        Action read = () => RunDescription.FromJson(json, "run.json");
        read.Should().Throw<GanFileException>().WithMessage("*run.json*");
    }

    [Fact]
    public void What_changes_the_result_may_not_change_in_a_run()
    {
        Describe(options => options).DifferencesTo(Describe(options => options with { HorizontalFlip = true, AllowTf32 = true })).Should().Equal(
            "options.allowTf32 was false and is now true.", "options.horizontalFlip was false and is now true.");
    }

    [Fact]
    public void Where_the_pictures_lie_may_change() =>
        Describe(options => options).DifferencesTo(Describe(options => options with { MaxResidentBytes = 0 })).Should().BeEmpty();

    private static RunDescription Describe(Func<GanOptions, GanOptions> change)
    {
        using GanTrainer trainer = TestData.Gan().WithOptions(change).Build();
        return RunDescription.Of(trainer, TestData.Pictures());
    }
}
