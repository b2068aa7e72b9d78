import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { drawn, pictures } from './pictures.ts'
import { isOld, tour, tourFiles } from './tour.ts'

/* `npm run pictures [tour]`: makes the pictures of the documentation from real frames, and the tour if it's old or asked for. */

const folder = new URL('../../docs/pictures/', import.meta.url)
mkdirSync(folder, { recursive: true })
for (const file of readdirSync(folder)) if (!tourFiles.includes(file)) rmSync(new URL(file, folder))
for (const picture of pictures)
  for (const [file, svg] of await drawn(picture)) writeFileSync(new URL(file, folder), svg)
// It's a real run, which is a little different each time.
if (isOld() || process.argv.includes('tour'))
  for (const [file, content] of await tour()) writeFileSync(new URL(file, folder), content)
console.log(`${2 * pictures.length} pictures in docs/pictures, and the tour of the gallery`)
