using System.Globalization;
using Gan.Detection;

namespace DogGan.Output;

/// <summary>A line for each epoch of a detector's training.</summary>
internal sealed class DetectorLines : IProgress<DetectorProgress>
{
    public void Report(DetectorProgress value) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"epoch {value.Epoch}/{value.Epochs}  loss {value.TrainingLoss:F4}  validation loss {value.ValidationLoss:F4}, AUC {value.ValidationAuc:F4}{(value.IsBest ? " (best)" : "")}  {value.PicturesPerSecond:F0} images/s"));
}
