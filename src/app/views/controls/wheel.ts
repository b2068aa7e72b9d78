/** Rows that the wheel moves a window by. */
export const WHEEL_ROWS = 3
