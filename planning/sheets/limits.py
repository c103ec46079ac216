"""How much of a file is read. Far above any planning file, far below what hurts a process."""

FILE_BYTES = 25_000_000
UNPACKED_BYTES = 96_000_000
"""Sum of the parts of a workbook, as declared and as unpacked."""
PARTS = 2_000
CELLS = 1_500_000
"""Area of one sheet's used range: calamine allocates every cell of it."""
COLUMNS = 16_384
CELL_CHARACTERS = 32_767
SHEETS = 200
