/* Draws every character that Unicode has assigned beside others, in all emulators. Run: npm run soak */
import { assignedCodePoints, COLUMNS, faultsBesideNeighbors, ROWS } from '../support/code-points.ts'
import { emulators } from '../support/emulators.ts'

const characters = assignedCodePoints()
let count = 0
for (const emulator of await emulators(COLUMNS, ROWS)) {
  const faults = await faultsBesideNeighbors(characters, emulator)
  console.log(`${emulator.name}: ${characters.length} characters, ${faults.length} faults`)
  for (const fault of faults.slice(0, 100)) console.log(`  ${fault}`)
  count += faults.length
  emulator.close()
}
process.exitCode = count === 0 ? 0 : 1
