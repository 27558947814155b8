namespace Gan.Reports.Tests;

public class OptionsRecordsTests : OptionsRecordsContract<ComparisonOptions>;
