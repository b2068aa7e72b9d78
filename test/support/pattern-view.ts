/** The size of a screen for the view of a pattern. */
export const size = { columns: 40, rows: 3 }

export const refused = new Error('refused')

/** What is on the screen, without the rows that are empty. */
export const shown = (app: { screen(): string[] }) => app.screen().filter((row) => row !== '')
