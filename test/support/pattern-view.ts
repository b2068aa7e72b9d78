/** The size of a screen for the view of a pattern. */
export const size = { columns: 40, rows: 4 }

export const refused = new Error('refused')

/** What is on the screen, without the rows that are empty, and with spinners as they are at time 0. */
export const shown = (app: { screen(): string[] }) =>
  app
    .screen()
    .filter((row) => row !== '')
    .map((row) => row.replace(/[\u2800-\u28ff]/g, '⠋'))
