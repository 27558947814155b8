using TorchSharp;

namespace Gan.Tests;

/// <summary>How many tensors this thread has made and not disposed.</summary>
internal static class LiveTensors
{
    public static long Count => DisposeScopeManager.Statistics.ThreadTotalLiveCount;
}
