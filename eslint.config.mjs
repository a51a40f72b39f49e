import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';
import jest from 'eslint-plugin-jest';
import { importX } from 'eslint-plugin-import-x';
import reactHooks from 'eslint-plugin-react-hooks';

/** One direction of imports: each folder names what it may not reach. */
const layers = [
  ['domain', ['workflows', 'activities', 'models', 'api', 'worker', 'platform', 'scripts']],
  ['workflows', ['models', 'api', 'worker', 'platform', 'scripts']],
  ['activities', ['workflows', 'api', 'worker', 'scripts']],
  ['models', ['workflows', 'activities', 'api', 'worker', 'platform', 'scripts']],
  ['platform', ['workflows', 'activities', 'domain', 'models', 'api', 'worker', 'scripts']],
  ['api', ['activities', 'worker', 'scripts']],
  // It speaks HTTP, with types made from the API's document.
  [
    'console',
    ['domain', 'workflows', 'activities', 'models', 'api', 'worker', 'platform', 'scripts', 'test'],
  ],
];

export default tseslint.config(
  { ignores: ['dist/**', '.data/**', 'workflows/generated/**', 'console/generated/**', 'node_modules/**'] },
  eslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { 'import-x': importX },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unsafe-type-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'import-x/no-restricted-paths': [
        'error',
        {
          basePath: import.meta.dirname,
          zones: [
            ...layers.flatMap(([target, from]) =>
              from.map((folder) => ({
                target: `./${target}`,
                from: `./${folder}`,
                message: `${target}/ may not import ${folder}/ (docs/decisions/0001-layers.md)`,
                ...exceptions(target, folder),
              })),
            ),
          ],
        },
      ],
    },
  },
  {
    // Pure rules: no library, no clock, no randomness.
    files: ['domain/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: '^[^.]', message: 'domain/ imports nothing from outside itself.' }] },
      ],
      'no-restricted-globals': ['error', 'process', 'setTimeout', 'setInterval', 'fetch', 'Buffer'],
      'no-restricted-syntax': [
        'error',
        {
          selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
          message: 'Pass the time in.',
        },
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Pass the time in.' },
        {
          selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
          message: 'Pass it in.',
        },
      ],
    },
  },
  {
    // Workflow code runs in Temporal's sandbox and is replayed: nothing of Node, activities by type only.
    files: ['workflows/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^(node:|zod|mongoose|express|pino|@temporalio/(client|worker|activity|testing))',
              message: 'Not in the workflow sandbox.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['console/**/*.ts', 'console/**/*.tsx'],
    extends: [reactHooks.configs.flat.recommended],
    rules: {
      // There is no React compiler here that a library could be incompatible with.
      'react-hooks/incompatible-library': 'off',
      // A handler of a control may take its time: what goes wrong in it is shown where it was sent from.
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { attributes: false, properties: false } },
      ],
    },
  },
  {
    files: ['test/**/*.ts'],
    extends: [jest.configs['flat/recommended']],
    rules: {
      'jest/no-disabled-tests': 'error',
      'jest/no-focused-tests': 'error',
      'jest/expect-expect': ['error', { assertFunctionNames: ['expect*', 'fc.assert', 'check*'] }],
      'jest/no-standalone-expect': 'off',
      'jest/no-conditional-expect': 'off',
    },
  },
  {
    files: ['**/*.js', '**/*.mjs', '**/*.cjs'],
    languageOptions: {
      globals: {
        module: 'readonly',
        require: 'readonly',
        process: 'readonly',
        console: 'readonly',
        __dirname: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
      },
    },
  },
);

/** `workflows/messages` names the commands and queries for clients. */
function exceptions(target, folder) {
  if (target === 'api' && folder === 'workflows') return { except: ['./messages.ts'] };
  return {};
}
