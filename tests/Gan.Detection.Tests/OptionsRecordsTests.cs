using System.Text.Json;

namespace Gan.Detection.Tests;

public class OptionsRecordsTests : OptionsRecordsContract<DetectorOptions>
{
    [Theory]
    [MemberData(nameof(Properties))]
    public void A_property_comes_back_from_JSON(string record, string property)
    {
        object changed = Change(record, property).Changed;
        string json = JsonSerializer.Serialize(changed, changed.GetType(), DetectorJsonContext.Default);
        JsonSerializer.Deserialize(json, changed.GetType(), DetectorJsonContext.Default).Should().Be(changed);
    }
}
