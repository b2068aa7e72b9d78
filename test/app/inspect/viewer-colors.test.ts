import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { ColorRole } from '../../../src/render/theme/roles.ts'
import { namedTheme } from '../../../src/render/theme/themes.ts'

const css = readFileSync('src/app/inspect/viewer/viewer.css', 'utf8')
const [light, dark] = [namedTheme('light').colors, namedTheme('dark').colors]

test.each<[string, ColorRole]>([
  ['ground', 'ground'],
  ['raised', 'surface'],
  ['line', 'border'],
  ['ink', 'text'],
  ['faint', 'muted'],
  ['accent', 'accent'],
  ['lit', 'selection'],
  ['state', 'warning'],
  ['good', 'success'],
  ['bad', 'danger'],
])("the page's --%s is the role %s of the themes light and dark", (name, role) => {
  expect(css).toContain(`--${name}: light-dark(${light[role]}, ${dark[role]});`)
})
