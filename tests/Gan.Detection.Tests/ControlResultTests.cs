
namespace Gan.Detection.Tests;

public class ControlResultTests
{
    [Theory]
    [InlineData(2000, 0.05)]
    [InlineData(40, 0.277)]
    public void The_tolerance_widens_where_few_pictures_are_judged(int count, double tolerance)
    {
        ControlResult control = new("name", "meaning", Auc: 0.5, count);

        control.Tolerance.Should().BeApproximately(tolerance, 0.001);
        (control with { Auc = 0.5 + (tolerance * 0.99) }).IsAtChance.Should().BeTrue();
        (control with { Auc = 0.5 - (tolerance * 1.01) }).IsAtChance.Should().BeFalse();
    }
}
