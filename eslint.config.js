import tseslint from 'typescript-eslint'

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'coverage/', 'bench/'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // With noUncheckedIndexedAccess every read of a typed array is `number | undefined`: where the index is in bounds, `!` says so.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // XState's actor references are interfaces; its classes are not made to be told apart.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // Code points are meant where a string is spread: clusters are made of them in one place, src/render/text/shape.ts.
      '@typescript-eslint/no-misused-spread': 'off',
      // Control characters are this project's business.
      'no-control-regex': 'off',
      'no-console': 'error',
    },
  },
  {
    // What runs in a browser has its own project.
    files: ['src/app/inspect/viewer/**'],
    languageOptions: { parserOptions: { projectService: false, project: 'tsconfig.viewer.json' } },
  },
  {
    files: ['examples/**', 'test/**', 'bench/**', '*.config.*'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['test/**'],
    rules: {
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      // A generator that yields is async for the sake of what takes it.
      '@typescript-eslint/require-await': 'off',
    },
  },
  { files: ['**/*.js'], ...tseslint.configs.disableTypeChecked },
)
