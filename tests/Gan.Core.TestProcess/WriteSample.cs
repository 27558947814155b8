using System.Globalization;
using Gan.Core.ModelFiles;

namespace Gan.Core.TestProcess;

/// <summary><c>write-sample FILE CULTURE</c>: writes the sample tensors under a culture.</summary>
internal static class WriteSample
{
    public static void Run(string[] arguments)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(arguments[1]);
        TensorFile.Write(arguments[0], SampleTensors.Create(), SampleTensors.Metadata);
    }
}
