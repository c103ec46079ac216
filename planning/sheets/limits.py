"""How much of a file is read. Far above any planning file, far below what hurts a process."""

FILE_BYTES = 25_000_000
UNPACKED_BYTES = 96_000_000
"""Sum of the parts of a workbook, as declared and as unpacked."""
PARTS = 2_000
LONG_FILE_BYTES = 120_000_000
LONG_ROWS = 3_000_000
"""Of a plain long text file that is checked by itself: read by column, it needs far less."""
CELLS = 1_500_000
"""Area of one sheet's used range: calamine allocates every cell of it."""
COLUMNS = 16_384
CELL_CHARACTERS = 32_767
SHEETS = 200
