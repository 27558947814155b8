using Gan.Tests;

namespace Gan.Data.Cifar.Tests;

public class OptionsRecordsTests : OptionsRecordsContract<CifarOptions>;
