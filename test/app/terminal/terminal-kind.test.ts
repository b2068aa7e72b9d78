import { expect, test } from 'vitest'
import { terminalKind } from '../../../src/app/terminal/terminal-kind.ts'

const terminal = { isTTY: true }
const pipe = {}

test.each([
  [terminal, terminal, { TERM: 'xterm' }, 'screen', 'stdin'],
  [terminal, terminal, {}, 'screen', 'stdin'],
  [terminal, terminal, { TERM: 'vt100', CI: '' }, 'screen', 'stdin'],
  [terminal, terminal, { CI: 'false' }, 'screen', 'stdin'],
  [terminal, terminal, { CI: '0', ACCESSIBLE: '0' }, 'screen', 'stdin'],
  [pipe, terminal, { TERM: 'xterm' }, 'screen', 'controlling terminal'],
  [terminal, pipe, { TERM: 'xterm' }, 'text', 'none'],
  [pipe, pipe, {}, 'text', 'none'],
  [terminal, terminal, { TERM: 'xterm', CI: 'true' }, 'text', 'none'],
  [terminal, terminal, { TERM: 'xterm', CI: 'woodpecker' }, 'text', 'none'],
  [terminal, terminal, { TERM: 'dumb' }, 'lines', 'stdin'],
  [terminal, terminal, { TERM: 'xterm', ACCESSIBLE: '1' }, 'lines', 'stdin'],
])('stdin %j, stdout %j, %j: %s, keys from %s', (stdin, stdout, env, output, keys) => {
  expect(terminalKind({ stdin, stdout, env, lines: 'never' })).toMatchObject({ output, keys })
})

test.each([
  [terminal, terminal, {}, 'always', 'lines', 'stdin'],
  [pipe, terminal, {}, 'always', 'lines', 'controlling terminal'],
  [terminal, pipe, {}, 'always', 'lines', 'none'],
  [terminal, terminal, { CI: '1' }, 'always', 'lines', 'none'],
  [terminal, pipe, {}, 'without a terminal', 'lines', 'none'],
  [terminal, terminal, {}, 'without a terminal', 'screen', 'stdin'],
] as const)('stdin %j, stdout %j, %j, lines %s: %s, from %s', (stdin, stdout, env, lines, output, keys) => {
  expect(terminalKind({ stdin, stdout, env, lines })).toMatchObject({ output, keys })
})
