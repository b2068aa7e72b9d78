import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { storyboard, storyboardPage } from 'actty/testing'
import { examples } from '../../examples/index.ts'

/* `npm run storyboards [FOLDER]`: a page for each example, with all of its states. */

const [folder = 'storyboards'] = process.argv.slice(2)
mkdirSync(folder, { recursive: true })
for (const { name, component, input } of examples) {
  const drawn = await storyboard(component, { input: input?.([], true) } as never)
  writeFileSync(join(folder, `${name}.html`), storyboardPage(drawn))
  console.log(`${name.padEnd(12)} ${drawn.boards.length} states, ${drawn.unreached.length} never reached`)
}
