import type { Message } from './message.ts';
import type { enStart } from './enStart.ts';

/** Turkish of the first look at a runbook. */
export const trStart = {
  'sheet.facts': 'Bu runbook',
  'sheet.owner': 'Sahibi: {owner}',
  'sheet.version': 'Sürüm {version}',
  'sheet.updated': 'Son gözden geçirme: {updated}',
  'sheet.reviewBy': 'Gözden geçirme tarihi: {reviewBy}',
  'sheet.noRun': 'Burada henüz çalıştırma yok',
  'sheet.lastDone': 'Son çalıştırma kapandı: {time}, {operator}',
  'sheet.lastAborted': 'Son çalıştırma yarıda bırakıldı: {time}, {operator}',
  'sheet.lastOpen': 'Son çalıştırma başladı: {time}, {operator}, kapanmadı',
  'sheet.run': { one: '{n} tanesi komut çalıştırır', other: '{n} tanesi komut çalıştırır' },
  'sheet.tasks': { one: '{n} tanesi görev listesi', other: '{n} tanesi görev listesi' },
  'sheet.hand': { one: '{n} tanesi elle yapılır', other: '{n} tanesi elle yapılır' },
  'sheet.off': { one: 'Dallarda {n} adım daha var.', other: 'Dallarda {n} adım daha var.' },
  'preflight.valuesLeft': { one: '{n} / {total} hâlâ gerekli', other: '{n} / {total} hâlâ gerekli' },
  'preflight.values':
    'Runbook boşluklarına, komutların içine yazılır. Her komutu çalışmadan önce görürsünüz.',
  'preflight.secrets':
    'Gizli değerler komutlara yalnız ortamla ulaşır. Çıktıda maskelenir ve günlüğe hiç yazılmaz.',
  'preflight.neededBefore': '{number} öncesinde gerekli.',
  'preflight.usedIn': { one: '{number} içinde kullanılır.', other: '{n} adımda kullanılır, ilki {number}.' },
  'preflight.where': 'Neredesiniz',
  'preflight.noSwitch': 'Handrail bağlam veya dal değiştirmez; bunu siz yaparsınız.',
  'preflight.look': 'Yeniden bak',
  'preflight.tools': 'Araçlar',
  'preflight.toolsFound': { one: '{n} bulundu', other: '{n} aracın hepsi bulundu' },
  'preflight.toolsLack': { one: '{found} bulundu, {n} eksik', other: '{found} bulundu, {n} eksik' },
  'preflight.found': 'Bulunanlar: {names}.',
  'preflight.absent': '{name} PATH üzerinde yok.',
  'preflight.absentUse': {
    one: 'Adım {steps} kullanıyor. Başlayabilirsiniz; önce kurun veya o komutu elle yapın.',
    other: '{steps} adımları kullanıyor. Başlayabilirsiniz; önce kurun veya o komutları elle yapın.',
  },
  'preflight.ahead': 'İleride',
  'preflight.risky': { one: '{n} adım dikkat ister', other: '{n} adım dikkat ister' },
  'preflight.endless': 'Kendiliğinden bitmez. Siz durdurup devam edersiniz.',
  'preflight.approvals': 'Onaylar',
  'preflight.approvalsN': { one: 'metin {n} onay istiyor', other: 'metin {n} onay istiyor' },
  'preflight.approvalsText':
    'Handrail bunları gösterir. Kimin onayladığını bir nota veya nedene siz yazarsınız.',
  'preflight.text': 'Metin',
  'preflight.left': { one: '{n} şey kaldı', other: '{n} şey kaldı' },
  'preflight.ready': 'Öncesinde yapılacak bir şey kalmadı',
  'preflight.fill': '{name} değerini doldur',
  'preflight.trust': 'Komut çalıştırmak için bu klasöre güven',
  'preflight.toolsAll': 'Araçlar: hepsi var',
  'preflight.toolsSome': {
    one: 'Araçlar: {n} eksik, başlamaya yeter',
    other: 'Araçlar: {n} eksik, başlamaya yeter',
  },
  'preflight.noTrace': 'Henüz hiçbir şey kaydedilmedi. Günlük ilk işleminizle başlar.',
  'preflight.start': 'Çalıştırmayı başlat',
  'preflight.read': 'Runbook metnini oku',
  'preflight.readText': 'Başlatmadan her adımı şimdi okuyabilirsiniz.',
} as const satisfies { readonly [K in keyof typeof enStart]: Message };
