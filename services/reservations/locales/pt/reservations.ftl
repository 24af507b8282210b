# What reservations says. Messages to customers and sellers stand in the texts of whatsapp.
said-available = { $count ->
        [one] Resta um.
       *[other] Restam { $count }.
    }
said-taken = Já reservado: a lista de espera está aberta.
said-paused = em pausa
said-resumed = retomado
said-removed = retirado da venda
said-next = Próximo: { $who }.
said-free = Está livre.

# What is missing, in a reminder
todo-size = Falta o seu tamanho.
todo-address = Falta a sua morada.
todo-confirm = Responda SIM para confirmar.

# Why a seller's command is not done; goes on after "Impossible : "
blocked-no-live = não há nenhum live em curso.
blocked-unknown = { $code } não existe.
blocked-sold = já foi vendido.
blocked-held = { $held } já reservado(s). Junte ! no fim para o fazer mesmo assim.
blocked-sizes = os tamanhos não o permitem.
blocked-piece = é uma peça única: envie SUPPR para a retirar.
blocked-price = o preço deve ser superior a zero.
blocked-nobody = ninguém o tem.

# Refusals
problem-reservation-moved-on = Esta reserva mudou entretanto
problem-hold-not-extended = Esta reserva não pode ser prolongada
problem-purpose-needed = Diga porquê
problem-person-erased = Esta pessoa foi apagada

# Why an order was called off
reason-sold-out = esgotado
reason-too-busy = demasiados pedidos
reason-closing = a loja vai fechar
reason-customer-asked = a seu pedido
reason-mistake = um erro
reason-other = outro motivo
reason-timeout = a loja não respondeu
reason-platform = decisão da plataforma

# Settings, prices and labels
nav-live-settings = Definições do live
nav-live-prices = Preços e etiquetas do live
live-settings-lead = Como decorrem os seus lives. Uma reserva em curso mantém as regras do seu início.
live-prices-lead = Basta uma letra para dar preço a um código: A12 custa o que custa a letra A.
live-times = Tempos
live-queues = Reservas e fila
live-codes = Códigos
live-delivery = Entrega
live-ttl-soft-min = Duração de uma reserva (minutos)
live-ttl-locked-min = Duração de uma reserva bloqueada (minutos)
live-reminder-before-min = Lembrete antes do fim (minutos)
live-expiry-grace-ms = Margem depois do fim (milissegundos)
live-t-inactive-min = Um live sem atividade termina após (minutos)
live-late-confirm-if-free = Aceitar um SIM até meia hora atrasado se o artigo ainda estiver livre
live-waitlist-enabled = Manter uma fila
live-waitlist-max = Pessoas no máximo numa fila
live-max-live-holds-per-customer = Reservas no máximo por cliente
live-hold-policy = Quem fica com um artigo em estoque
live-partial-fill = Se não restarem suficientes
live-unknown-code-policy = Um código que não anunciou
live-currency = Moeda
live-delivery-fee = Taxa de entrega por pedido
live-choice-blocking = Quem o reservou
live-choice-first-paid-first-served = Quem confirma primeiro
live-choice-strict = Recusado
live-choice-labels = Aceite se a sua etiqueta estiver impressa
live-choice-open = Aceite se a sua letra tiver preço
live-choice-hold-and-queue = Reservar o que resta, o restante em fila
live-choice-hold-only = Reservar o que resta
live-choice-refuse = Tudo para a fila
live-grid = Preços por letra
live-prices = Letras e preços
live-prices-hint = Uma por linha, por exemplo: A 15
live-labels = Etiquetas impressas
live-ranges = Etiquetas
live-ranges-hint = Uma série por linha, por exemplo: A 1-100. O código de uma etiqueta é aceite mesmo que não o tenha anunciado.
save = Guardar
done-saved = Guardado
form-errors = Verifique estes campos
field-number-range = Este número está fora dos limites
field-currency-wrong = Três letras maiúsculas, por exemplo EUR
field-letters-wrong = De uma a quatro letras, de A a Z
field-letters-twice = Estas letras já têm um preço
field-amount-range = O preço deve ser superior a zero
field-range-wrong = O último número vem depois do primeiro, 9999 no máximo
field-lines-wrong = Uma destas linhas não se consegue ler
field-too-many = São demasiados
problem-if-match-needed = Indique a versão em If-Match
