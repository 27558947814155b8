using TorchSharp;
using static TorchSharp.torch.nn;

namespace Gan.Core.Tests;

/// <summary>
/// A layer that is told classes, after another layer if there is one, as a layer of pictures alone: the classes are 0, 1, 0, 1 and so on.
/// </summary>
internal sealed class WithLabels : Module<torch.Tensor, torch.Tensor>
{
    private readonly Module<torch.Tensor, torch.Tensor>? _before;
    private readonly Module<torch.Tensor, torch.Tensor, torch.Tensor> _layer;

    public WithLabels(Module<torch.Tensor, torch.Tensor, torch.Tensor> layer, Module<torch.Tensor, torch.Tensor>? before = null)
        : base(nameof(WithLabels))
    {
        _layer = layer;
        _before = before;
        RegisterComponents();
    }

    public override torch.Tensor forward(torch.Tensor input)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor labels = torch.arange(input.size(0), torch.ScalarType.Int64).remainder(2);
        return _layer.forward(_before is null ? input : _before.forward(input), labels).MoveToOuterDisposeScope();
    }
}
