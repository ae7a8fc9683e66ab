namespace Pulumi;

/// <summary>An input whose type is known only at run time.</summary>
internal interface IInput
{
    IOutput ToOutput();

    /// <summary>What goes over the wire: of a collection its elements one by one, so that one unknown or secret element leaves the others alone.</summary>
    IOutput ToElements() => ToOutput();
}
