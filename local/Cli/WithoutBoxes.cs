using Spectre.Console;
using Spectre.Console.Rendering;

namespace Local.Cli;

/// <summary>Takes the lines off tables, which a screen reader would read out.</summary>
internal sealed class WithoutBoxes : IRenderHook
{
    public IEnumerable<IRenderable> Process(RenderOptions options, IEnumerable<IRenderable> renderables)
    {
        foreach (var renderable in renderables)
        {
            if (renderable is Table table)
            {
                table.Border = TableBorder.None;
            }

            yield return renderable;
        }
    }
}
