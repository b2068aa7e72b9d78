import { writeFileSync } from 'node:fs'
import { mount, screenshot } from 'actty/testing'
import { galleryOf } from './examples/gallery.ts'
import { examples } from './examples/index.ts'
const [, , w, h, theme, out, ...keys] = process.argv
const app = mount(galleryOf(examples), { columns: Number(w), rows: Number(h), theme: theme as 'dark' })
await app.until('loaded')
for (const k of keys) await app.press(k)
await new Promise((r) => setTimeout(r, 800))
await app.advance(100)
writeFileSync(out!, screenshot(app, { theme: theme as 'dark' }))
await app.unmount()
process.exit()
