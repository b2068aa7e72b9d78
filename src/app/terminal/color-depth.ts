import type { ColorDepth } from '../../render/color.ts'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * How many colours a terminal shows, from what the environment says of it. NO_COLOR (https://no-color.org) and
 * FORCE_COLOR (0 to 3: none, 16, 256, 24 bits) go before all else.
 */
export function colorDepth(env: Environment): ColorDepth {
  const forced = env['FORCE_COLOR']
  if (forced !== undefined && forced !== '') return forcedDepth(forced)
  if ((env['NO_COLOR'] ?? '') !== '') return 'none'
  const term = env['TERM'] ?? ''
  if (term === 'dumb') return 'none'
  if (/^(truecolor|24bit)$/.test(env['COLORTERM'] ?? '')) return 'truecolor'
  if (/-direct$|^(xterm-kitty|xterm-ghostty|alacritty|foot|wezterm|contour)/.test(term)) return 'truecolor'
  if (/^(iTerm\.app|WezTerm|ghostty|vscode|Hyper|rio)$/.test(env['TERM_PROGRAM'] ?? '')) return 'truecolor'
  if (env['WT_SESSION'] !== undefined) return 'truecolor'
  if (/-256(color)?$|^(tmux|screen)/.test(term) || env['TERM_PROGRAM'] === 'Apple_Terminal') return 256
  return 16
}

function forcedDepth(forced: string): ColorDepth {
  const depths: Readonly<Record<string, ColorDepth>> = { 0: 'none', false: 'none', 2: 256, 3: 'truecolor' }
  return depths[forced] ?? 16
}
