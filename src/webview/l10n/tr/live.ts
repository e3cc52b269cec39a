import type { enLive } from '../en/live.ts';
import type { Message } from '../message.ts';

/** Turkish of what the cluster says beside the run. */
export const trLive = {
  'live.title': 'Canlı: {context} / {namespace}',
  'live.reading': 'Küme okunuyor.',
  'live.ready': '{ready}/{desired} hazır',
  'live.zero': 'ölçek 0',
  'live.missing': 'yok',
  'live.updated': '{tag}: {n}/{desired}',
  'live.waiting': '{reason}, {n} pod',
  'live.none': 'Burada Deployment, StatefulSet veya DaemonSet yok.',
  'live.more': '{n} tane daha var, hepsi hazır.',
  'live.moreUnready': '{n} tane daha var, {unready} tanesi hazır değil.',
  'live.moreAtLeast': 'En az {n} tane daha var.',
  'live.refused': 'Bu hesap burada şunları listeleyemez: {kinds}.',
  'live.age': '{span} önce okundu.',
  'live.same': 'Değişiklik olmadan geçen süre: {span}.',
  'live.old': 'Son okuma {time}, {span} önce.',
  'live.unreachable': 'Ulaşılamıyor: {detail}.',
  'live.timeout': 'Süresinde yanıt vermiyor: {detail}.',
  'live.certificate': 'Sertifikaya burada güvenilmiyor: {detail}.',
  'live.unauthorized': 'Küme bu oturumu kabul etmiyor ya da artık etmiyor.',
  'live.forbidden': 'Bu hesap şu ad alanında çalışanları listeleyemez: {namespace}.',
  'live.server': 'Küme bir hatayla yanıt verdi ({detail}).',
  'live.config': 'Kubeconfig şu bağlama nasıl ulaşılacağını söylemiyor: {context} ({detail}).',
  'live.sign-in-way': 'Bu bağlamda yalnızca kendi araçları oturum açabilir ({detail}).',
  'live.sign-in': 'Program oturum açamadı. {detail}',
  'live.reader': 'Kümeyi okuyan süreç sona erdi. Kendiliğinden yeniden başlar.',
  'live.signsIn': 'Bu bağlam oturum açmak için şunu başlatır:',
  'live.notUnasked': 'Sorulmadan başlatılmaz.',
  'live.signInNow': 'Başlat ve oku',
} as const satisfies Readonly<Record<keyof typeof enLive, Message>>;
