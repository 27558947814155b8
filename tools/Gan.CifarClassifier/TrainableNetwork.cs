using Gan.Data.Cifar.Classification;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gan.CifarClassifier;

/// <summary>The classifier as it is trained: each convolution is followed by batch normalisation (Ioffe and Szegedy 2015).</summary>
internal sealed class TrainableNetwork : nn.Module<Tensor, Tensor>
{
    private readonly ModuleList<Conv2d> _convolutions = [];
    private readonly ModuleList<BatchNorm2d> _norms = [];
    private readonly Linear _classes = nn.Linear(ClassifierNetwork.FeatureCount, ClassifierNetwork.ClassCount);

    public TrainableNetwork()
        : base(nameof(TrainableNetwork))
    {
        foreach (ClassifierLayer layer in ClassifierNetwork.Layers)
        {
            _convolutions.Add(nn.Conv2d(layer.Inputs, layer.Outputs, kernel_size: 3, stride: layer.Stride, padding: 1, bias: false));
            _norms.Add(nn.BatchNorm2d(layer.Outputs));
        }

        RegisterComponents();
    }

    /// <summary>Classifies pictures; what it creates is in the caller's scope.</summary>
    /// <param name="input">float32 [N, 3, H, W], in [−1, 1].</param>
    /// <returns>float32 [N, 10]: the logarithms of the odds of the classes, up to a constant.</returns>
    public override Tensor forward(Tensor input)
    {
        Tensor x = input;
        for (int i = 0; i < _convolutions.Count; i++)
        {
            Tensor y = nn.functional.relu(_norms[i].call(_convolutions[i].call(x)));
            x = ClassifierNetwork.Layers[i].IsResidual ? x + y : y;
        }

        return _classes.call(x.mean([2, 3]));
    }

    /// <summary>Multiplies each normalisation, with its running statistics, into the convolution before it.</summary>
    /// <returns>The weights of <see cref="ClassifierNetwork"/> as float16, in the caller's scope.</returns>
    public IReadOnlyDictionary<string, Tensor> Fold()
    {
        using var noGradient = no_grad();
        Dictionary<string, Tensor> weights = [];
        for (int i = 0; i < _convolutions.Count; i++)
        {
            BatchNorm2d norm = _norms[i];
            Tensor scale = norm.weight! / (norm.running_var! + norm.eps).sqrt();
            weights[ClassifierNetwork.WeightName(i)] = (_convolutions[i].weight * scale.view(-1, 1, 1, 1)).to(ScalarType.Float16);
            weights[ClassifierNetwork.BiasName(i)] = (norm.bias! - (norm.running_mean! * scale)).to(ScalarType.Float16);
        }

        int last = _convolutions.Count;
        weights[ClassifierNetwork.WeightName(last)] = _classes.weight!.to(ScalarType.Float16);
        weights[ClassifierNetwork.BiasName(last)] = _classes.bias!.to(ScalarType.Float16);
        return weights;
    }
}
