/** What a callback may call and needs nothing of the world for, besides methods of lists, texts and numbers. */
const harmless =
  /^(?:set(?:Timeout|Interval)|clear(?:Timeout|Interval)|sendBack|receive|if|for|while|switch|return|Number|String|Boolean|Date|Error|Math\.\w+|Date\.now|Number\.\w+|JSON\.\w+)$/

const methods =
  /\.(?:unref|push|pop|shift|unshift|splice|sort|reverse|slice|concat|map|filter|find|forEach|includes|indexOf|join|at|toFixed|toString|padStart|padEnd|trim|split)$/

/**
 * Whether the code of a callback calls nothing but timers, `sendBack` and `receive`, so that it can run without touching the world. Code
 * that isn't understood does not.
 */
export function hasOnlyTimers(logic: object): boolean {
  const { config } = logic as { readonly config?: unknown }
  if (typeof config !== 'function') return false
  const code = String(config)
  if (
    !/\bset(?:Timeout|Interval)\s*\(/.test(code) ||
    /\b(?:async|await|import|require|function|class)\b|`/.test(code)
  )
    return false
  const called = code.matchAll(/([\w$.?\])]+)\s*\(/g)
  return Array.from(called, ([, name]) => name!.replaceAll('?', '')).every(
    (name) => harmless.test(name) || methods.test(name),
  )
}
