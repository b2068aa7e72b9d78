import type { ColorDepth } from '../../render/paint/color.ts'
import { terminalType } from './terminal-type.ts'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * How many colours a terminal shows, from what the environment says of it. NO_COLOR (https://no-color.org) and
 * FORCE_COLOR (0 to 3: none, 16, 256, 24 bits; anything else: at least 16) go before all else.
 */
export function colorDepth(env: Environment): ColorDepth {
  const forced = env['FORCE_COLOR'] ?? ''
  if (forced !== '') return forcedDepth(forced, env)
  return (env['NO_COLOR'] ?? '') === '' ? ownDepth(env) : 'none'
}

function forcedDepth(forced: string, env: Environment): ColorDepth {
  switch (forced) {
    case '0':
    case 'false':
      return 'none'
    case '1':
      return 16
    case '2':
      return 256
    case '3':
      return 'truecolor'
    default: {
      const own = ownDepth(env)
      return own === 'none' ? 16 : own
    }
  }
}

/** What the terminal says of itself. */
function ownDepth(env: Environment): ColorDepth {
  const { colors, isNewer } = terminalType(env)
  if (!isNewer) return colors
  if (/^(truecolor|24bit)$/.test(env['COLORTERM'] ?? '')) return 'truecolor'
  if (/^(iTerm\.app|WezTerm|ghostty|vscode|Hyper|rio)$/.test(env['TERM_PROGRAM'] ?? '')) return 'truecolor'
  if (env['WT_SESSION'] !== undefined) return 'truecolor'
  return env['TERM_PROGRAM'] === 'Apple_Terminal' && colors === 16 ? 256 : colors
}
