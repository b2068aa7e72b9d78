import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { drawn, pictures } from './pictures.ts'
import { tour } from './tour.ts'

/* `npm run pictures`: makes the pictures of the documentation from real frames. */

const folder = new URL('../../docs/pictures/', import.meta.url)
mkdirSync(folder, { recursive: true })
for (const file of readdirSync(folder)) rmSync(new URL(file, folder))
for (const picture of pictures)
  for (const [file, svg] of await drawn(picture)) writeFileSync(new URL(file, folder), svg)
for (const [file, content] of await tour()) writeFileSync(new URL(file, folder), content)
console.log(`${2 * pictures.length} pictures in docs/pictures, and a tour of the gallery`)
