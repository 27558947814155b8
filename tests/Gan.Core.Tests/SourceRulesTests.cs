namespace Gan.Core.Tests;

public class SourceRulesTests
{
    [Fact]
    public void The_rules_see_a_use_of_a_lower_folder()
    {
        SourceRules rules = new(
        [
            ("Runtime/Upper.cs", "namespace N; class Upper { string Lower => \"Lower\"; /* Lower */ string Own() => Lower; }"),
            ("Data/Lower.cs", "namespace N; static class Lower { public static int Twice(this int x) => 2 * x; Upper U = new(); }"),
            ("Runtime/Wrong.cs", "namespace N; class Wrong { Lower x; }"),
            ("Runtime/Hidden.cs", "namespace N; class Hidden { int x = 3.Twice(); }"),
            ("Data/Inner/Deep.cs", "namespace N; class Deep { Lower x; }"),
            ("Data/Early.cs", "namespace N; class Early { Deep x; }"),
            ("Data/Allowed.cs", "namespace N; class Allowed { Deep x; }"),
            ("Top.cs", "namespace N; class Top { Deep x; }"),
            ("Elsewhere/Lost.cs", "namespace N; class Lost;"),
        ]);
        rules.FolderOrder(["Runtime", "Data", "Data/Inner", SourceRules.Root], [("Data/Allowed.cs", "Data/Inner")]).Should().BeEquivalentTo(
            "Runtime/Wrong.cs uses Data/Lower.cs", "Runtime/Hidden.cs uses Data/Lower.cs", "Data/Early.cs uses Data/Inner/Deep.cs",
            "Elsewhere/Lost.cs lies in no folder of the design");
    }

    [Fact]
    public void The_rules_see_numbers_that_nothing_keeps_alive()
    {
        SourceRules rules = new(
        [
            ("Layers/Good.cs", "using TorchSharp; class Good { object A(torch.Tensor x, Scalar one) => x.add(x, one).mul(one).mul(x).sub(x); }"),
            ("Layers/Bad.cs", "using TorchSharp; class Bad {\n object A(torch.Tensor x) => x.mul(0.5f);\n object B(torch.Tensor x) => x.add(x);\n object C(torch.Tensor x) => x + x; }"),
            ("Data/Seldom.cs", "using TorchSharp; class Seldom { object A(torch.Tensor x) => x.mul(0.5f); }"),
        ]);
        rules.NumbersAreKeptAlive(["Layers"]).Should().Equal("Layers/Bad.cs(2): 0.5f", "Layers/Bad.cs(3): x.add(x)", "Layers/Bad.cs(4): x + x");
    }

    [Fact]
    public void The_rules_see_a_second_type_and_another_name()
    {
        SourceRules rules = new(
        [
            ("Data/Good.cs", "namespace N; class Good<T> { class Inner; enum Kind { A } }"),
            ("Data/Good.Part.cs", "namespace N; partial class Good;"),
            ("Data/Two.cs", "namespace N { record Two; enum Three { A } }"),
            ("Data/Name.cs", "namespace N; delegate void Other();"),
            ("Data/Empty.cs", "namespace N;"),
        ]);
        rules.OneTypeAFile().Should().BeEquivalentTo(
            "Data/Two.cs declares Two, Three", "Data/Name.cs declares Other", "Data/Empty.cs declares no type");
    }

    [Fact]
    public void The_rules_see_an_await_with_a_scope()
    {
        SourceRules rules = new(
        [
            ("Training/Good.cs", "class Good { async void A() => await B(); Task B() { using var s = torch.NewDisposeScope(); return null; } }"),
            ("Training/Bad.cs", "class Bad { async void A() { using var s = torch.NewDisposeScope(); await B(); } }"),
        ]);
        rules.NoAwaitWithAScope().Should().Equal("Training/Bad.cs awaits in a function that opens a dispose scope");
    }
}
