import { terminalView } from 'actty/pty'
import type { Picture } from './pictures.ts'

/** What a person sees who has run the tests of a project: always the same. */
const session = [
  '\\033[32mada@people\\033[0m:\\033[34m~/people\\033[0m$ npm test',
  '',
  ' \\033[30;42m RUN \\033[0m \\033[36m/home/ada/people\\033[0m',
  '',
  ' \\033[32m✓\\033[0m test/list.test.ts \\033[2m(18 tests)\\033[0m \\033[33m412ms\\033[0m',
  ' \\033[32m✓\\033[0m test/names.test.ts \\033[2m(7 tests)\\033[0m \\033[2m31ms\\033[0m  漢字 é',
  ' \\033[31m✗ test/health.test.ts\\033[0m \\033[2m(3 tests | \\033[0;31m1 failed\\033[0;2m)\\033[0m',
  '   \\033[1;31mexpected\\033[0m 200, got \\033[4m502\\033[0m',
  '',
  '\\033[32mada@people\\033[0m:\\033[34m~/people\\033[0m$ ',
].join('\\r\\n')

const shell = terminalView(
  { command: 'sh', args: ['-c', `stty -echo; printf '\\033]2;ada@people\\007${session}'; sleep 1000`] },
  { frame: true },
)

export const terminalPictures: readonly Picture[] = [
  {
    name: 'terminal',
    component: shell,
    columns: 64,
    rows: 13,
    act: (app) => app.until(/502[^]*people\$/, { step: 5 }),
  },
]
