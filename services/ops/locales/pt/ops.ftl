# What ops says.
nav-health = Estado
nav-dead-letters = Falhas
nav-timeline = Cronologia
nav-modules = Módulos
nav-events = Registo
nav-audit = Ações

# Modules by name; others are called what they call themselves
module-gateway = Gateway
module-storefront = Montra
module-identity = Identidade
module-catalog = Catálogo
module-orders = Encomendas
module-reservations = Vendas ao vivo
module-whatsapp = WhatsApp
module-ops = Operações

# Words
on = Ativo
off = Inativo
light-green = Funciona
light-amber = Requer atenção
light-red = Avariado
silent = Não responde
silent-text = Não respondeu desde o arranque: não se sabe se é indispensável. Poderá ser desligado quando tiver respondido.
unknown = Desconhecido
required = indispensável
tenant = Comerciante
reason = Motivo
reason-hint = Fica registado com o seu nome.
any = Todos
filter = Filtrar
data = Conteúdo
choose = Escolher { $what }
form-wrong = Verifique estes pontos
column-module = Módulo
column-state = Estado
column-tenants = Exceções
column-last = Última decisão
column-type = Facto
column-about = Objeto
column-attempts = Tentativas
column-error = Último erro
column-gave-up = Abandonado
column-when = Quando
column-correlation = Correlação
column-who = Quem
column-did = Ação
column-target = Sobre o quê
column-outcome = Resultado

# Health board
health-title = Estado dos módulos
health-lead = Atualizado a cada três segundos.
health-looked = Visto
health-all-well = Tudo funciona
health-waits = Tudo funciona; { $count } falhas aguardam decisão
health-red = { $count ->
        [one] Um módulo está avariado
       *[other] { $count } módulos estão avariados
    }
checks-fine = Todas as verificações estão bem
count-outbox = Por enviar
count-inbox = Por tratar
count-parked = À espera do módulo
count-dead = Falhas
count-timers = Temporizadores vencidos
count-timers-dead = Temporizadores falhados
since-seconds = há { $seconds } s

# Home
home-modules = Módulos que funcionam
home-not-looked = Ainda não visto
home-off = Interruptores desligados
home-off-note = plataforma e comerciantes
home-decisions = Últimas decisões
dead-none = Nada espera
dead-look = Para repetir ou arquivar

# Module switches
modules-title = Módulos
modules-lead = Cada módulo pode ser desligado para todos ou para um comerciante. Tem efeito em segundos.
modules-none = Nenhum módulo configurado
modules-none-text = A definição ops.modules nomeia os módulos desta instalação.
never-switched = Nunca alterado
tenants-off = { $count } desligados
module-lead = Quem decidiu o quê, quando e porquê.
switch-platform = Para todos
switch-off-means = Desligado, as suas páginas dizem-no, os seus menus desaparecem e os factos que chegam esperam. Nada se perde.
switch-on-means = Ligado, as páginas e menus voltam e os factos em espera são tratados por ordem.
switch-off-all = Desligar para todos
switch-on-all = Ligar para todos
switch-off = Desligar
switch-on = Ligar
switch-tenant = Para um comerciante
switch-tenant-note = Um módulo desligado para todos também o está aqui.
switch-tenants = Comerciantes com interruptor próprio
tenants-none = Sem exceções
tenants-none-text = Todos os comerciantes seguem a definição geral.
switched = Decidido. Tem efeito em segundos.
required-text = { $module } é indispensável: a plataforma não funciona sem ele.

# Dead letters
dead-title = Falhas
dead-lead = O que os módulos não conseguiram tratar, agrupado por causa. Repetir devolve o facto apenas a quem falhou.
dead-empty = Sem falhas
dead-empty-text = Cada facto recebido foi tratado, ou sê-lo-á na próxima tentativa.
dead-silent = Estes módulos não respondem; as suas falhas não aparecem aqui
dead-cut = Há mais do que os mostrados
dead-replay = Repetir seleção
dead-archive = Arquivar seleção
dead-replay-all = { $count ->
        [one] Repetir
       *[other] Repetir os { $count }
    }
dead-archive-all = Arquivar tudo
dead-replayed = { $count } devolvidos ao módulo
dead-archived = { $count } arquivados
dead-failed = { $module } não responde: nada foi feito

# Timeline
timeline-title = Cronologia
timeline-lead = Uma história completa, do primeiro facto ao último, através dos módulos.
timeline-field = Número de encomenda ou identificador
timeline-hint = Um número de pedido, um identificador, uma correlação, uma mensagem da Twilio (SM…), code@session, um telefone com o indicativo ou uma causa como 63016.
timeline-search = Encontrar
timeline-none = Nada conhecido com esse nome
timeline-none-text = Verifique o número. Os factos demasiado antigos são retirados do registo.
timeline-several = Várias encomendas têm este número: qual?
timeline-of = A história
timeline-of-order = Encomenda { $number }
timeline-count = { $count } factos
timeline-cut = A história é mais longa do que o mostrado
timeline-silent = { $module } não disse o que sabe: tente de novo daqui a pouco.
step-received = Chegou uma mensagem
step-asked = Foi pedida uma mensagem
step-attempt = Uma tentativa de envio
step-status = Como está

# Facts by type; others are shown by their wire name
event-orders-order-placed-v1 = Encomenda feita
event-orders-order-accepted-v1 = Encomenda aceite
event-orders-order-rejected-v1 = Encomenda recusada
event-orders-order-preparing-v1 = Em preparação
event-orders-order-ready-v1 = Pronta
event-orders-order-completed-v1 = Entregue ao cliente
event-orders-order-cancelled-v1 = Encomenda cancelada
event-orders-order-delayed-v1 = Atrasada
event-orders-order-departed-v1 = A caminho
event-orders-order-reduced-v1 = Artigos retirados
event-identity-tenant-saved-v1 = Comerciante guardado
event-identity-store-saved-v1 = Loja guardada
event-identity-membership-changed-v1 = Direitos de uma pessoa alterados
event-identity-guest-merged-v1 = Visitante identificado
event-ops-module-switched-v1 = Módulo comutado
event-catalog-stock-changed-v1 = Stock alterado
event-catalog-product-published-v1 = Produto posto à venda
event-catalog-product-unpublished-v1 = Produto retirado da venda
event-catalog-hold-expired-v1 = Reserva de stock expirada

# Event log
events-title = Registo de factos
events-lead = Cada facto da plataforma, do mais recente ao mais antigo.
events-none = Nenhum facto
events-none-text = Nada corresponde a estes filtros, ou ainda nada aconteceu.

# Record of actions
audit-title = Ações dos operadores
audit-lead = Quem fez o quê, quando e porquê.
audit-none = Nenhuma ação
audit-none-text = Cada comutação, repetição ou arquivo ficará anotado aqui.
did-switch-off = Desligado
did-switch-on = Ligado
did-replay = Repetido
did-archive = Arquivado

# Problems and field errors
problem-module-unknown = Esse módulo não existe aqui
problem-module-required = { $module } não pode ser desligado: a plataforma não funciona sem ele
problem-module-silent = { $module } não responde
field-tenant-unknown = O identificador de um comerciante começa por ten_

# Availability and replays
column-cause = Causa
column-first = Primeiro
column-consumer = Consumidor
column-progress = Progresso
percent = { $n } %
availability-hour = 1 h
availability-day = 24 h
availability-month = 30 d
availability-hours = Disponibilidade, hora a hora
dead-sample = Um exemplo
dead-sample-note = O mais antigo do grupo
replay = Repetição
replays = Repetições
replay-of = Repetição { $id }
replay-title = Repetir o grupo
replay-note = O conjunto fica fixo neste momento: o que falhar depois não faz parte.
replay-rate = Por minuto
replay-pace = { $rate } por minuto
replay-canary = Experimentar com
replay-canary-hint = Depois de tantos factos espera a sua palavra. 0: não espera.
replay-stop-at = Parar com (% de falhas)
replay-stop-at-hint = Quando tantos dos devolvidos voltam a falhar, para sozinha; conta a partir do quinto.
replay-gave-up = Demasiados voltaram a falhar: a repetição parou
replay-gave-up-text = Os outros não foram devolvidos. Corrija a causa e comece outra repetição.
replay-under-way = Há uma repetição desta causa em curso.
replay-look = Vê-la
replay-progress = { $sent } de { $total } devolvidos
replay-gone = { $count } deles já não estavam em falha: nada lhes foi feito.
replay-waits = Os primeiros { $count } foram devolvidos
replay-waits-text = Veja abaixo o que lhes aconteceu e depois continue ou pare.
replay-silent = O módulo não responde; a repetição tenta de novo
replay-go-on = Continuar
replay-stop = Parar
replay-became = O que lhes aconteceu
replay-handled = Tratados
replay-untried = Ainda não tentados
replay-failing = Falharam, serão tentados de novo
replay-dead = Abandonados de novo
replay-unknown = O módulo não responde: não se sabe o que lhes aconteceu
replay-state-running = Em curso
replay-state-waiting = Espera a sua palavra
replay-state-stopped = Parada
replay-state-done = Terminada
audit-words = Texto
audit-since = De
audit-until = Até

# More actions, problems and field errors
did-look-begin = Consulta iniciada
did-trace = Seguiu uma mensagem
did-look-end = Consulta terminada
did-intervene = Intervenção numa encomenda
did-replay-begin = Repetição iniciada
did-replay-go-on = Repetição continuada
did-replay-stop = Repetição parada
problem-replay-open = Esta causa já está a ser repetida
problem-replay-empty = Já não há nada para repetir desta causa
problem-replay-state = Esta repetição já não está nesse ponto
field-rate-range = Entre 1 e 6000
field-canary-range = Um número inteiro, 0 ou mais
field-percent-range = Um número inteiro de 1 a 100
field-pace-range = Entre 1 e 600
field-day-unreadable = Escreva um dia, por exemplo 2026-11-22

# Activity
nav-activity = Atividade
activity-title = Atividade da plataforma
activity-lead = Os últimos 30 dias, contados no registo de factos. Dias em UTC.
activity-placed = Encomendas feitas
activity-ended = Anulado ou recusado
activity-ended-of = { $count } anuladas ou recusadas depois
activity-merchants = Comércios que venderam
activity-stores = Lojas que venderam
activity-opened = Novos comerciantes
activity-per-day = Encomendas por dia
activity-day = { $day }: { $placed }, das quais { $ended } anuladas ou recusadas
activity-sums = Montantes
activity-sum = Montante
activity-reduced = Retirado depois
activity-refunded = Reembolsado
activity-currency = Moeda
activity-none = Nenhuma encomenda
activity-none-text = Aqui serão contadas as encomendas dos comércios.
nav-problems = Não chegados
queue-title = Não chegados
queue-lead = Mensagens e ficheiros de todos os comerciantes que esperam por alguém, os mais antigos primeiro.
queue-silent = O módulo que os tem não responde: tente daqui a pouco.
queue-empty = Nada à espera
queue-empty-text = Tudo chegou, ou alguém tratou disso.
queue-all = Tudo o que pode ser repetido
queue-pace = Quantas por minuto
queue-retry = Tentar de novo
queue-discard = Pôr de lado
queue-why = Porque está bem assim
queue-attempts = { $count } tentativas
queue-retried = { $count } repetidas
queue-discarded = { $count } postas de lado
did-retry-messages = Tentou mensagens de novo
did-discard-messages = Pôs mensagens de lado
field-too-many = São demasiadas
problem-kind-media-not-attached = Um ficheiro não foi obtido
problem-kind-no-template = Sem modelo aprovado
problem-kind-window-closed = Mais de um dia desde que escreveu
problem-kind-auth-20003 = A Twilio recusa o token
problem-kind-template-paused = Um modelo está em pausa
problem-kind-sender-offline = O número está offline
problem-kind-send-failed = Não enviada
problem-next-media-not-attached = Tente de novo; se falhar, peça à cliente que reenvie a foto.
problem-next-no-template = O comerciante introduz um modelo aprovado para este texto; depois tente de novo.
problem-next-window-closed = O comerciante introduz um modelo aprovado, ou espera que a cliente escreva.
problem-next-auth-20003 = O comerciante troca o token da conta na página do WhatsApp.
problem-next-template-paused = O comerciante introduz outro modelo para este texto.
problem-next-sender-offline = Veja na Twilio porque está offline; as mensagens saem quando voltar.
problem-next-send-failed = Procure o código; tente de novo quando a causa passar, senão ponha de lado.
