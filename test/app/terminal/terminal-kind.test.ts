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
  [terminal, terminal, { TERM: 'dumb' }, 'text', 'none'],
  [terminal, terminal, { TERM: 'xterm', ACCESSIBLE: '1' }, 'text', 'none'],
])('stdin %j, stdout %j, %j: %s, keys from %s', (stdin, stdout, env, output, keys) => {
  expect(terminalKind({ stdin, stdout, env })).toMatchObject({ output, keys })
})
