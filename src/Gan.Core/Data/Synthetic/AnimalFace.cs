namespace Gan.Core;

/// <summary>Draws the face of one animal before a landscape. In a face's own coordinates the head reaches from about −1 to 1.</summary>
internal sealed class AnimalFace
{
    private readonly Canvas _canvas;
    private readonly SeededRandom _random;
    private readonly AnimalColours _colours;

    private AnimalFace(Canvas canvas, SeededRandom random)
    {
        _canvas = canvas;
        _random = random;
        _colours = AnimalColours.Draw(random);
    }

    /// <summary>Paints over the whole canvas.</summary>
    public static void Draw(Canvas canvas, AnimalKind kind, SeededRandom random)
    {
        AnimalFace face = new(canvas, random);
        face.DrawLandscape();
        face.DrawAnimal(kind);
    }

    private void DrawLandscape()
    {
        _canvas.MoveTo(new Pose(0f, 0f, 1f, default));
        float horizon = Between(0.05f, 0.45f);
        Rgb ground = _colours.Ground;
        _canvas.FillBackground(horizon, (_colours.SkyTop, _colours.SkyBottom), (ground, ground.Darker(0.3f)));
        if (_random.NextInt(2) == 0)
        {
            float x = Between(-0.8f, 0.8f);
            _canvas.Paint(new Ellipse(x, horizon + 0.05f, Between(0.6f, 1f), Between(0.2f, 0.4f)), ground.Darker(0.12f), ground);
        }
    }

    private void DrawAnimal(AnimalKind kind)
    {
        float drop = kind == AnimalKind.Rabbit ? 0.28f : 0.06f;
        _canvas.MoveTo(new Pose(Between(-0.14f, 0.14f), drop + Between(-0.1f, 0.1f), Between(0.5f, 0.62f), new Angle(Between(-0.12f, 0.12f))));
        Rgb fur = _colours.Fur;
        _canvas.Paint(new Ellipse(0f, 1.75f, 0.95f, 1.15f), fur.Darker(0.3f), fur.Darker(0.15f));
        switch (kind)
        {
            case AnimalKind.Dog:
                DrawHead(Between(0.82f, 0.92f), Between(0.95f, 1.05f));
                DrawDogEars();
                DrawBlaze();
                DrawMuzzle(y: 0.45f, width: Between(0.42f, 0.54f), height: Between(0.42f, 0.5f));
                DrawTongue();
                DrawNose(y: 0.24f, width: 0.22f, height: 0.16f, new Rgb(0.1f, 0.08f, 0.09f));
                DrawEyes(apart: 0.4f, y: -0.16f, size: 0.15f);
                break;
            case AnimalKind.Cat:
                DrawCatEars();
                DrawHead(Between(0.95f, 1.05f), Between(0.82f, 0.9f));
                DrawStripes();
                DrawMuzzle(y: 0.4f, width: 0.34f, height: 0.24f);
                DrawNose(y: 0.26f, width: 0.11f, height: 0.09f, Rgb.FromHex(0xE08A8F));
                DrawSlitEyes();
                break;
            case AnimalKind.Bear:
                DrawBearEars();
                DrawHead(Between(0.98f, 1.06f), Between(0.9f, 0.98f));
                DrawMuzzle(y: 0.36f, width: 0.44f, height: 0.36f);
                DrawNose(y: 0.2f, width: 0.2f, height: 0.13f, new Rgb(0.12f, 0.09f, 0.08f));
                DrawEyes(apart: 0.42f, y: -0.12f, size: 0.11f);
                break;
            default:
                DrawRabbitEars();
                DrawHead(Between(0.8f, 0.88f), Between(0.76f, 0.84f));
                DrawMuzzle(y: 0.36f, width: 0.34f, height: 0.24f);
                DrawNose(y: 0.22f, width: 0.1f, height: 0.08f, Rgb.FromHex(0xE79AA0));
                DrawEyes(apart: 0.44f, y: -0.12f, size: 0.15f);
                break;
        }
    }

    private void DrawHead(float width, float height) =>
        _canvas.Paint(new Ellipse(0f, 0f, width, height), _colours.Fur.Lighter(0.14f), _colours.Fur.Darker(0.1f));

    private void DrawDogEars()
    {
        Rgb ear = _colours.Ear;
        float spread = Between(0.78f, 0.92f);
        float length = Between(0.55f, 0.72f);
        Angle turn = new(Between(0.06f, 0.22f));
        _canvas.Paint(new Ellipse(-spread, -0.12f, 0.3f, length, turn), ear, ear.Darker(0.2f));
        _canvas.Paint(new Ellipse(spread, -0.12f, 0.3f, length, turn.Reversed), ear, ear.Darker(0.2f));
    }

    private void DrawCatEars()
    {
        float tip = Between(-1.4f, -1.15f);
        foreach (float side in (ReadOnlySpan<float>)[-1f, 1f])
        {
            _canvas.Paint(new Triangle((side * 0.95f, -0.1f), (side * 0.2f, -0.7f), (side * 0.82f, tip)), _colours.Ear);
            _canvas.Paint(new Triangle((side * 0.8f, -0.35f), (side * 0.42f, -0.65f), (side * 0.76f, tip + 0.25f)), Rgb.FromHex(0xE5A3A0));
        }
    }

    private void DrawBearEars()
    {
        float size = Between(0.32f, 0.42f);
        foreach (float side in (ReadOnlySpan<float>)[-1f, 1f])
        {
            _canvas.Paint(new Ellipse(side * 0.72f, -0.72f, size, size), _colours.Ear);
            _canvas.Paint(new Ellipse(side * 0.7f, -0.68f, size * 0.55f, size * 0.55f), _colours.Muzzle);
        }
    }

    private void DrawRabbitEars()
    {
        float length = Between(0.68f, 0.82f);
        float lean = Between(0.04f, 0.2f);
        foreach (float side in (ReadOnlySpan<float>)[-1f, 1f])
        {
            Angle turn = new(side * lean);
            _canvas.Paint(new Ellipse(side * 0.42f, -1.15f, 0.24f, length, turn), _colours.Ear, _colours.Fur);
            _canvas.Paint(new Ellipse(side * 0.42f, -1.12f, 0.12f, length * 0.75f, turn), Rgb.FromHex(0xE9B1AC));
        }
    }

    private void DrawBlaze()
    {
        switch (_random.NextInt(3))
        {
            case 0:
                _canvas.Paint(new Ellipse(0f, -0.4f, 0.16f, 0.55f), _colours.Muzzle);
                break;
            case 1:
                float side = _random.NextInt(2) * 2f - 1f;
                _canvas.Paint(new Ellipse(side * 0.4f, -0.18f, 0.32f, 0.36f), _colours.Ear);
                break;
        }
    }

    private void DrawStripes()
    {
        if (_random.NextInt(2) == 0)
        {
            Rgb stripe = _colours.Fur.Darker(0.4f);
            foreach (float x in (ReadOnlySpan<float>)[-0.28f, 0f, 0.28f])
            {
                _canvas.Paint(new Ellipse(x, -0.62f, 0.07f, 0.22f), stripe);
            }
        }
    }

    private void DrawMuzzle(float y, float width, float height) =>
        _canvas.Paint(new Ellipse(0f, y, width, height), _colours.Muzzle, _colours.Muzzle.Darker(0.12f));

    private void DrawNose(float y, float width, float height, Rgb colour)
    {
        _canvas.Paint(new Ellipse(0f, y + height + 0.1f, 0.035f, 0.14f), _colours.Fur.Darker(0.6f));
        _canvas.Paint(new Ellipse(0f, y, width, height), colour);
    }

    private void DrawTongue()
    {
        if (_random.NextInt(2) == 0)
        {
            _canvas.Paint(new Ellipse(0f, 0.82f, 0.17f, 0.24f), Rgb.FromHex(0xE8717C));
        }
    }

    private void DrawEyes(float apart, float y, float size)
    {
        foreach (float side in (ReadOnlySpan<float>)[-1f, 1f])
        {
            // A pale rim keeps dark eyes visible on dark fur.
            _canvas.Paint(new Ellipse(side * apart, y, size * 1.35f, size * 1.45f), _colours.Muzzle);
            _canvas.Paint(new Ellipse(side * apart, y, size, size * 1.15f), _colours.Eye);
            _canvas.Paint(new Ellipse(side * apart - 0.04f, y - 0.06f, size * 0.4f, size * 0.4f), new Rgb(1f, 1f, 1f));
        }
    }

    private void DrawSlitEyes()
    {
        Rgb iris = _random.NextInt(2) == 0 ? Rgb.FromHex(0xC7D24A) : Rgb.FromHex(0x6FC3D6);
        foreach (float side in (ReadOnlySpan<float>)[-1f, 1f])
        {
            _canvas.Paint(new Ellipse(side * 0.42f, -0.1f, 0.22f, 0.18f, new Angle(side * -0.12f)), iris);
            _canvas.Paint(new Ellipse(side * 0.42f, -0.1f, 0.07f, 0.17f), _colours.Eye);
        }
    }

    private float Between(float low, float high) => low + (high - low) * _random.NextSingle();
}
