/** Japanese. */
import type { Words } from './words.js';

export const japanese: Words = {
  message: 'この画像をスタイル変換',
  commands: {
    stylize: {
      name: 'スタイル変換',
      description: '写真を別の絵の画風で描きます',
      options: {
        content: ['写真', '描きたい写真'],
        style: ['画風', '画風のお手本にする画像。プリセットから選ぶこともできます'],
        preset: ['プリセット', 'あらかじめ用意されている画風の画像'],
        strength: ['強さ', '画風の強さ。50がレシピ本来のバランスです'],
        size: ['サイズ', '仕上がりの長辺（ピクセル）。originalなら写真と同じ大きさ'],
        steps: ['ステップ数', 'フルサイズでのステップ数。多いほど描き込まれ、時間がかかります'],
        colors: [
          '色',
          '仕上がりの色。画風の色か、絵の光の中での写真の色',
          { style: '画風の色', photo: '写真の色' },
        ],
        recipe: ['レシピ', '描くシステム。詳しくはレシピ一覧へ'],
        seed: ['シード', 'シードを変えると別の絵に、同じなら同じ絵になります'],
        private: ['非公開', '絵は自分だけに表示されます'],
      },
    },
    styles: {
      name: '画風一覧',
      description: '使える画風とサンプル写真。サーバー独自の画風も追加できます',
      options: {
        action: [
          '操作',
          '一覧を見る、このサーバーに画風を追加する、追加した画風を削除する',
          { list: '一覧', add: '追加', remove: '削除' },
        ],
        name: ['名前', '追加または削除する画風の名前'],
        image: ['画像', '追加する画像'],
      },
    },
    recipes: {
      name: 'レシピ一覧',
      description: '描くのに使える画風変換システムの一覧',
      options: {},
    },
    queue: {
      name: '順番待ち',
      description: '描いている絵と順番待ちの様子、完成までの時間',
      options: {},
    },
    status: {
      name: '進み具合',
      description: 'あなたの絵がどこまで進んだか',
      options: { job: ['ジョブ', '知りたいジョブの名前'] },
    },
    cancel: {
      name: '中止',
      description: 'あなたの絵を中止します。そこまで描いた分は残ります',
      options: { job: ['ジョブ', '中止するジョブの名前'] },
    },
    history: {
      name: '履歴',
      description: 'あなたの絵の一覧（新しい順）',
      options: { limit: ['件数', '表示する最大の件数（新しい順）'] },
    },
    settings: {
      name: '設定',
      description: 'このサーバーの設定と上限（モデレーター用）',
      options: {
        action: [
          '操作',
          '設定を見る、変える、誰が何を変えたかを見る',
          { list: '一覧', set: '変更', unset: 'リセット', audit: '変更履歴' },
        ],
        name: ['項目', '設定の項目'],
        value: ['値', '変更後の値'],
      },
    },
    privacy: {
      name: 'プライバシー',
      description: 'あなたについて保存されている情報と期間、削除の方法',
      options: {
        action: ['操作', '保存されている情報を表示、または削除します', { show: '表示', delete: '削除' }],
      },
    },
    help: {
      name: 'ヘルプ',
      description: 'ここでできることと、その方法',
      options: { command: ['コマンド', '詳しく知りたいコマンド'] },
    },
  },
};
