# Texts of whatsapp.
nav-whatsapp = WhatsApp
whatsapp-title = WhatsApp
whatsapp-lead = O número da loja, os das vendedoras, os textos e as conversas.
whatsapp-number = Número da loja
whatsapp-none = Nenhum número está ligado.
number-hint = O número de WhatsApp registado na Twilio, com o indicativo: +351 912 345 678
account = Conta Twilio (AccountSid)
token = Token da conta (AuthToken)
token-hint = É guardado cifrado e nunca mais é mostrado.
store = Loja
connect = Ligar
connected = Ligado
online = Em linha
offline = Fora de linha
offline-why = A Twilio já não aceita envios deste número (código { $code }). As mensagens esperam. Introduza o token de novo.
hook-in = Endereço das mensagens recebidas
hook-status = Endereço dos estados
hook-hint = A introduzir na Twilio para este número.
rotate = Substituir o token
address = Número
sellers = Números das vendedoras
sellers-hint = A partir destes números conduz-se o live no WhatsApp.
seller-label = Nome
seller-phone = Número
seller-phone-hint = Deixe vazio se o número se esconde atrás de um nome de utilizador: um código liga-o.
seller-add = Adicionar
seller-remove = Retirar
seller-code = Enviar pelo WhatsApp em 10 minutos: LIGAR { $code }
seller-linked = Ligado
seller-open = Ainda não ligado
seller-ending = termina em { $ending }
sellers-none = Ainda sem números.
stop = Depois de um STOP
stop-transactional = Só respostas, encomendas e pagamentos
stop-silent = Nenhuma mensagem
save = Guardar
done-saved = Guardado
done-connected = Número ligado
done-removed = Número retirado
done-sent = Mensagem a caminho
done-closed = Conversa devolvida ao bot
done-text = Texto guardado
done-default = Texto original reposto
counts = Mensagens das últimas 24 horas
count-waiting = À espera
count-sent = Enviadas
count-delivered = Entregues
count-failed = Falhadas
inbox = Conversas
inbox-lead = Aquelas a que alguém da loja tem de responder.
inbox-none = Ninguém espera.
inbox-none-text = Quando uma cliente escreve VENDEDORA ou o bot não entende, a conversa chega aqui.
unknown-name = Sem nome
reply = A sua resposta
send = Enviar
close = Devolver ao bot
erased = (apagado)
with-media = (ficheiro anexo)
at-place = (localização)
texts = Textos
texts-lead = As suas próprias palavras para o que o bot diz. O que está entre chavetas é preenchido pelo Souk.
text = Texto
language = Língua
default-text = Texto original
use-default = Repor
own = alterado
form-errors = É preciso corrigir:
manage-texts = Alterar os textos
open-inbox = Ver as conversas
state-pending = à espera
state-sending = a enviar
state-accepted = aceite pela Twilio
state-sent = enviada
state-delivered = entregue
state-read = lida
state-failed = não entregue
state-suppressed = retida
state-stale = tarde demais
state-dead = não enviada
edit = Alterar
simulator = Simulador
simulator-lead = Experimente um live sem WhatsApp: três telefones que não existem escrevem à loja.
simulator-start = Começar
simulator-off = O simulador está parado.
simulator-off-text = Dá à loja um número que não existe. Ligar um número verdadeiro substitui-o.
simulator-first = Cliente 1
simulator-second = Cliente 2
simulator-seller = Vendedora
simulator-text = Mensagem
simulator-note = Nada sai daqui: estes números não existem.
simulator-refresh = Atualizar
problem-simulator-unheard = O endereço da plataforma não responde
problem-number-taken = Este número já está ligado
problem-store-has-number = Esta loja já tem um número
problem-seller-known = Este número já é de uma vendedora
problem-window-closed = Mais de 24 horas desde a última mensagem: o WhatsApp já não permite responder livremente
problem-opted-out = Esta pessoa não quer mensagens
problem-not-given-up = Esta mensagem não foi abandonada
problem-file-too-large = O ficheiro é demasiado grande
problem-file-not-there = O ficheiro ainda não está disponível
problem-signature-wrong = A assinatura está errada
problem-message-sid-missing = Falta o identificador da mensagem
field-token-wrong = A Twilio não reconhece esta conta ou este token
field-phone-wrong = Um número com o indicativo, por exemplo +351 912 345 678
field-account-wrong = AC e 32 algarismos e letras
field-store-unknown = Essa loja não existe
field-placeholder-wrong = Só podem figurar as palavras entre chavetas do texto original
field-key-unknown = Esse texto não existe
field-language-unknown = Essa língua não existe
field-policy-unknown = transactional_only ou silent
field-content-sid-wrong = HX e 32 algarismos e letras

# What is said to contacts: {$name} is filled in, .b1 to .b3 are the buttons.
msg-rsv-held =
    ✅ {$code} é seu, você é #1! Reservado por {$minutes} min. Total: {$total}.
    Envie o endereço 📍 e responda SIM para confirmar.
    .b1 = Confirmar
    .b2 = Cancelar
msg-rsv-held-known-address =
    ✅ {$code} é seu, você é #1! Reservado por {$minutes} min. Total: {$total}.
    Entrega: {$address}
    Responda SIM para confirmar ou envie outro endereço.
    .b1 = Confirmar
    .b2 = Cancelar
msg-rsv-multi =
    Resultado dos seus códigos:
    {$lines}
    Total reservado: {$total}. Endereço + SIM para confirmar.
msg-rsv-need-size = {$code}: qual tamanho? {$sizes}
msg-rsv-need-address = Anotado 👍 Falta o seu endereço para {$codes}. Envie em uma mensagem ou partilhe a localização 📍
msg-rsv-recap =
    Resumo:
    {$lines}
    Entrega: {$delivery}
    Total: {$total}
    Endereço: {$address}
    Responda SIM para confirmar, restam {$minutes} min.
    .b1 = Confirmar
    .b2 = Cancelar
msg-rsv-already-held = Você já tem {$code} ✅ Restam {$minutes} min: endereço + SIM para confirmar.
msg-rsv-partial = Só restavam {$held} × {$code}: reservado {$minutes} min. Para os outros {$missing} você é o n.º {$rank} da lista.
msg-rsv-reminder = ⏰ Só restam {$minutes} min para {$codes}. {$todo}
    .b1 = Confirmar
    .b2 = Cancelar
msg-rsv-expired = ⌛ Sua reserva de {$code} expirou. Envie {$code} de novo se ainda quiser.
msg-rsv-cancelled = Certo, {$codes} cancelado. Até breve 👋
msg-rsv-released = {$shop} liberou {$code}. Envie {$code} se ainda quiser.
msg-wl-joined = ⏳ {$code} já está reservado. Você é #{$rank} na fila. Aviso assim que ficar livre.
msg-wl-already = Você continua #{$rank} na fila de {$code}.
msg-wl-promoted = 🎉 {$code} ficou livre, é a sua vez! Reservado {$minutes} min. Total: {$total}. Endereço + SIM para confirmar.
    .b1 = Confirmar
    .b2 = Cancelar
msg-wl-full = A fila de {$code} está cheia, desculpe 🙏
msg-wl-left = Certo, você saiu da fila de {$code}.
msg-wl-closed = O live terminou e {$codes} foi vendido. Obrigado 🙏
msg-cfm-done =
    🎉 Pedido {$order} confirmado!
    {$lines}
    Total: {$total}, pagamento na entrega.
    Aviso quando sair. Obrigado!
msg-cfm-done-deposit =
    Pedido {$order} registado ✅
    {$lines}
    Total: {$total}. O seu sinal está em verificação, confirmo em breve.
msg-cfm-soldout = Desculpe, esgotado 😔 {$code} foi vendido. Você é o n.º {$rank} na lista de espera.
msg-cfm-soldout-nowl = Desculpe, {$code} está esgotado 😔
msg-cfm-nothing = Você não tem nada pendente. Envie um código (ex. {$example}) para reservar.
msg-cfm-late-ok = Sua reserva de {$code} tinha expirado, mas ainda estava livre: confirmado 🎉 Pedido {$order}, total {$total}.
msg-cfm-partial =
    ✅ Pedido {$order}: {$ok}
    ❌ {$failed}
    Total: {$total}.
msg-dep-invite = 💡 Para bloquear {$codes} por {$minutes} min: sinal de {$deposit} ({$instructions}) e envie aqui o comprovativo. Opcional, pode pagar na entrega.
msg-dep-required = {$codes} exige um sinal de {$deposit} ({$instructions}). Envie o comprovativo aqui, restam {$minutes} min.
msg-dep-received = 📸 Comprovativo recebido para {$target}. Está bloqueado para você, {$shop} verifica.
msg-dep-approved = ✅ Sinal aprovado para {$target}. Falta pagar: {$balance}.
msg-dep-rejected = ❌ Comprovativo recusado para {$target}: {$reason}. {$next}
msg-dep-which = Este comprovativo é de qual reserva? {$options}
msg-dep-no-context = Não tenho reserva em seu nome para esta foto. Para reservar, envie o código (ex. {$example}).
msg-dep-refund-due = Sua reserva {$target} terminou depois do envio do sinal. {$shop} vai reembolsar ou contactar você.
msg-code-unknown = Não encontro {$code}. Confira a etiqueta: letra + número, ex. {$example}.
msg-code-suggest = Não encontro {$code}. Quis dizer {$suggestion}? Responda {$suggestion} para reservar.
    .b1 = Reservar {$suggestion}
msg-code-ask = {$code}: {$price}. {$availability} Responda {$code} para reservar.
msg-code-clarify = Quer reservar {$code}? Responda só {$code}.
msg-live-none = {$shop} não está em live agora. Até breve 👋
msg-order-confirmed = ✅ Seu pedido {$order} está confirmado. Total: {$total}.
msg-order-preparing = 📦 Seu pedido {$order} está em preparação.
msg-order-out-for-delivery = 🛵 Seu pedido {$order} está a caminho. Tenha {$balance} à mão.
msg-order-delivered = 🎁 Pedido {$order} entregue. Obrigado e até breve!
msg-order-cancelled = Seu pedido {$order} foi cancelado: {$reason}.
msg-order-list =
    Seus pedidos e reservas:
    {$lines}
msg-order-none = Não vejo pedidos seus em {$shop}. Envie um código (ex. {$example}) para reservar.
msg-opt-out = Certo, você não receberá mais mensagens de {$shop}. Só avisos de um pedido em andamento são possíveis. Envie START para voltar.
msg-opt-in = Olá de novo 👋 Você volta a receber mensagens de {$shop}.
msg-opt-hint = (Você está em STOP: sem lembretes. START para ativar.)
msg-opt-clarify = Parar todas as mensagens (responda STOP) ou cancelar uma reserva (responda CANCELAR {$code})?
msg-privacy-first = ℹ️ {$shop} usa o seu contacto e endereço para o pedido. STOP para parar, MEUS DADOS para consultar.
msg-gdpr-access = Aqui estão os seus dados (link válido {$hours} h): {$link}
msg-gdpr-erase-confirm = Apagar os seus dados em {$shop}? Responda APAGAR para confirmar.
msg-gdpr-erased = Feito: os seus dados foram apagados. Os registos contábeis obrigatórios ficam sem endereço nem número.
msg-gdpr-erase-blocked = O pedido {$order} ainda está em andamento. Apagarei os seus dados quando terminar.
msg-help-customer =
    Envie o código (ex. {$example}), o endereço e SIM.
    CANCELAR para desistir, MEU PEDIDO para acompanhar, VENDEDORA para falar, STOP para parar.
msg-fallback = Não entendi 🙏 Envie um código (ex. {$example}), SIM, CANCELAR ou AJUDA.
msg-handoff = Passo a sua mensagem a {$shop}, respondem aqui.
msg-media-unsupported = Não leio áudios nem vídeos 🙏 Escreva o código (ex. {$example}).
msg-limit-holds = Você já tem {$max} reservas pendentes. Confirme (SIM) ou cancele antes de pegar mais.
msg-sel-item = ✅ {$code}: {$price}, peça única. À venda!
msg-sel-stock = ✅ {$code} × {$qty}: {$price}{$sizes}. Estoque salvo.
msg-sel-duplicate = Código já usado, escolha outro ou envie MODIF {$code} …
msg-sel-photo-ok = 📸 Foto adicionada a {$code}.
msg-sel-photo-no-code = Envie primeiro CODIGO PREÇO (ex. A12 25) e depois a foto.
msg-sel-no-price = Sem preço para a letra {$letter}. Envie {$code} PREÇO (ex. {$code} 25) ou complete a tabela.
msg-sel-modified = ✏️ {$code} atualizado: {$changes}.
msg-sel-modify-blocked = Não é possível: {$reason}
msg-sel-released = 🔓 {$code} liberado ({$who}). {$next}
msg-sel-release-which =
    Várias reservas em {$code}:
    {$lines}
    Responda LIBERE {$code} e o número.
msg-sel-stock-report =
    📊 Estoque:
    {$lines}
msg-sel-live-on = 🔴 Live aberto. Você vende, eu acompanho.
msg-sel-closed = ⚪ Live encerrado: {$orders} pedidos, {$amount}, {$expired} expiradas, {$proofs} comprovativos a validar. Lista: {$link}
msg-sel-proof = 📸 Sinal a verificar {$pid}: {$who}, {$target}, {$deposit}.{$warning}
    .b1 = Aprovar
    .b2 = Recusar
msg-sel-proof-done = Comprovativo {$pid}: {$decision}. Cliente avisado.
msg-sel-digest = Últimos {$minutes} min: {$held} reservados, {$confirmed} confirmados, {$waiting} na fila, {$expired} expirados.
msg-sel-help = A12 · A12 25 · S01 x20 · S01 x20 tailles S,M,L · foto · MODIF A12 30 · LIBERE A12 · FILE A12 · STOCK · PREUVES · COMMANDES · LIVE OFF
msg-sel-unknown = Não entendi 🙏 Exemplos: A12 25, S01 x20, MODIF A12 30. AIDE para ver tudo.
msg-sel-alert = ⚠️ {$alert}
msg-rsv-cancel-which = Qual reserva cancelar? {$options} Responda CANCELAR e o código, ou CANCELAR TUDO.
msg-live-paused = O live de {$shop} está em pausa. Envie o seu código de novo daqui a pouco 🙏
msg-limit-rate = Muitas mensagens de uma vez 🙏 Espere dois minutos e reenvie a última.
msg-free = {$text}
msg-test = Mensagem de teste de {$shop}: a ligação funciona ✅
msg-late-sorry = Desculpe, suas mensagens chegaram tarde demais a {$shop} 🙏 Nada foi reservado. Se ainda quiser o artigo, reenvie o código.
templates-paused = Modelos recusados pela Meta
templates-paused-which = Estes modelos já não são enviados: { $list }. Indique outros.
unasked-paused = O limite diário da Meta foi atingido
unasked-paused-why = As mensagens que ninguém pediu esperam; as respostas são enviadas.
usage-title = Consumo
usage-lead = As mensagens deste mês e quanto custam aproximadamente.
usage-estimate = Estimativa
usage-class = Tipo
usage-free = Respostas livres
usage-templates = Modelos
usage-cost = Custo
usage-messages = Mensagens
usage-orders = Pedidos confirmados
usage-per-order = Custo por pedido
usage-none = Nenhuma mensagem este mês.
usage-class-reply = Respostas
usage-class-hold = Reservas
usage-class-payment = Pagamentos
usage-class-order = Pedidos
usage-class-optout = STOP e START
usage-class-seller = Vendedoras
steps = Primeiros passos
step-number = Número ligado
step-seller = Número de uma vendedora adicionado
step-write = Desse telefone, escreva para o número
step-arrived = Mensagem de teste recebida
channel-status = Estado na Twilio:
try-number = Enviar uma mensagem de teste
done-tried = Mensagem de teste enviada
problem-nobody-wrote = Escreva primeiro para o número a partir do telefone de uma vendedora
field-number-not-yours = Esta conta Twilio não tem este número
problems-title = Mensagens que não chegaram
problems-lead = As dos últimos 30 dias de que ninguém tratou ainda.
problems-none = Tudo chegou
problems-none-text = Nenhuma mensagem à espera.
cause-no-template = Sem modelo aprovado, mais de 24 horas após a última mensagem
cause-erased = O conteúdo foi apagado
cause-unknown = Causa desconhecida
cause-twilio = Recusada pela Twilio (código { $code })
attempts = { $count } tentativas
to-conversation = Ver a conversa
discard-why = Motivo
try-again = Tentar de novo
discard = Pôr de lado
done-retried = Nova tentativa em curso
done-discarded = Posta de lado
done-already = Já estava feito.
list-choose = Escolher
field-too-many = Demasiados
