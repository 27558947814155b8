namespace Gan.Core;

/// <summary>The classes of the drawn pictures; their order is that of the labels.</summary>
internal enum AnimalKind
{
    Dog,
    Cat,
    Bear,
    Rabbit,
}
