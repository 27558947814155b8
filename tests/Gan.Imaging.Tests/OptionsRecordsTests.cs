using Gan.Tests;

namespace Gan.Imaging.Tests;

public class OptionsRecordsTests : OptionsRecordsContract<LossPlotOptions>;
