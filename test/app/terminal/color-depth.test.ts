import { expect, test } from 'vitest'
import { colorDepth } from '../../../src/app/terminal/color-depth.ts'

test.each([
  [{ TERM: 'xterm-256color' }, 256],
  [{ TERM: 'xterm' }, 16],
  [{ TERM: 'xterm', COLORTERM: 'truecolor' }, 'truecolor'],
  [{ TERM: 'xterm-kitty' }, 'truecolor'],
  [{ TERM: 'dumb' }, 'none'],
  [{ TERM: 'xterm-256color', NO_COLOR: '1' }, 'none'],
  [{ TERM: 'xterm-256color', NO_COLOR: '' }, 256],
  [{ TERM: 'xterm', COLORTERM: 'truecolor', FORCE_COLOR: '0' }, 'none'],
  [{ TERM: 'xterm', COLORTERM: 'truecolor', FORCE_COLOR: '1' }, 16],
  [{ TERM: 'dumb', NO_COLOR: '1', FORCE_COLOR: '2' }, 256],
  [{ TERM: 'dumb', FORCE_COLOR: '3' }, 'truecolor'],
  [{ TERM: 'dumb', FORCE_COLOR: 'true' }, 16],
  [{ TERM: 'xterm', COLORTERM: 'truecolor', FORCE_COLOR: 'true' }, 'truecolor'],
  [{ TERM: 'xterm-256color', FORCE_COLOR: 'toString' }, 256],
])('%j has %s colors', (env, depth) => {
  expect(colorDepth(env)).toBe(depth)
})
