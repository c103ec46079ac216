"""The one console script."""

import gc


def main() -> None:
    """Load everything, then run what was asked for.

    What loading makes stays: a garbage collector that looks through it again and again costs a
    quarter of a start, and later walks over it would find nothing either.
    """
    gc.disable()
    from runtime.commands import application  # noqa: PLC0415 that is the loading

    gc.freeze()
    gc.enable()
    application()()


if __name__ == "__main__":
    main()
