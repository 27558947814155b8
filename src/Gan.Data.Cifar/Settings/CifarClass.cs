namespace Gan.Data.Cifar;

/// <summary>The ten classes of CIFAR-10; the value is the label byte in the files.</summary>
public enum CifarClass
{
    /// <summary>Label 0.</summary>
    Airplane,

    /// <summary>Label 1.</summary>
    Automobile,

    /// <summary>Label 2.</summary>
    Bird,

    /// <summary>Label 3.</summary>
    Cat,

    /// <summary>Label 4.</summary>
    Deer,

    /// <summary>Label 5.</summary>
    Dog,

    /// <summary>Label 6.</summary>
    Frog,

    /// <summary>Label 7.</summary>
    Horse,

    /// <summary>Label 8.</summary>
    Ship,

    /// <summary>Label 9.</summary>
    Truck,
}
