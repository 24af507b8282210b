# Textos das encomendas, em português.

# Navigation
nav-board = Encomendas
nav-orders = As minhas encomendas

# Words of several screens
order = Encomenda
store = Loja
state = Estado
when = Quando
total = Total
total-title = Resumo
see-all = Ver tudo
undo = Anular
tax-included = dos quais impostos
tax-included-note = Os preços incluem impostos.
label-name = Nome
label-phone = Telefone
label-email = E-mail
label-note = Mensagem para a loja

# Cart
cart-title = O seu carrinho
cart-pieces = artigos no carrinho
cart-empty = O seu carrinho está vazio
cart-empty-more = Junte o que lhe apetecer: paga ao levantar.
cart-look-around = Ver as lojas
cart-added = { $what } está no seu carrinho
cart-added-one = Adicionado ao carrinho
cart-removed = Artigo retirado.
cart-remove = Retirar { $what }
cart-update = Atualizar
cart-quantity-of = Quantidade de { $what }
cart-to-store = Ver a loja
cart-checkout = Encomendar
cart-orders-per-store = Cada loja prepara a sua própria encomenda.
cart-adjust = Ajuste os artigos assinalados para continuar.
cart-no-total = Não é possível calcular o total: um artigo já não é vendido ou as lojas usam moedas diferentes.
cart-no-prices = Os preços não estão disponíveis de momento
cart-no-prices-more = O seu carrinho fica guardado. Tente de novo dentro de momentos.
stock-none = Esgotado
stock-only = Restam só { $n }

# Checkout
checkout-title = Finalizar encomenda
checkout-wrong = Verifique estes pontos
checkout-line-wrong = { $what }: { $why }
checkout-contact = Os seus dados
checkout-contact-why = A loja só os consulta para a sua encomenda.
checkout-how = Levantamento e pagamento
checkout-pickup = Levantamento na loja
checkout-asap = Assim que possível
checkout-asap-more = Acompanha a preparação em direto.
checkout-payment = Pagamento
checkout-on-site = Pagar na loja
checkout-on-site-more = No momento do levantamento.
checkout-place = Fazer a encomenda
checkout-place-total = Fazer a encomenda · { $total }

# Own orders
orders-title = As suas encomendas
orders-lead = O que encomendou e em que ponto está.
orders-empty = Nenhuma encomenda
orders-empty-more = As suas encomendas aparecerão aqui.
orders-placed = As suas encomendas estão feitas
order-title = Encomenda { $number }
order-placed = Encomenda feita
order-cancel = Cancelar a encomenda
order-cancelled = Encomenda cancelada
lines-title = Conteúdo
facts-title = Detalhes
fact-how = Levantamento
fact-pay = Pagamento
fact-placed = Feita em
steps-title = Progresso
status-placed = A aguardar a loja
status-accepted = Aceite
status-preparing = Em preparação
status-ready = Pronta
status-completed = Entregue
status-rejected = Recusada
status-expired = Sem resposta
status-cancelled = Cancelada
next-placed = { $store } tem até às { $time } para responder.
next-accepted = { $store } aceitou e começa em breve.
next-preparing = { $store } está a preparar a sua encomenda.
next-ready = Está pronta: venha buscá-la.
next-completed = Bom proveito e até breve.
next-rejected = { $store } não pôde aceitar a encomenda. Não há nada a pagar.
next-expired = { $store } não respondeu a tempo. Não há nada a pagar.
next-cancelled = A encomenda foi cancelada. Não há nada a pagar.
payment-awaiting = A pagar na loja
payment-paid = Paga
payment-none = Nada a pagar
what-placed = Encomenda feita
what-accepted = Aceite
what-preparing = Preparação iniciada
what-ready = Pronta
what-completed = Entregue e paga
what-rejected = Recusada
what-cancelled = Cancelada
actor-customer = pelo cliente
actor-merchant = pela loja
actor-system = automaticamente
actor-platform = pela plataforma
reason-title = Motivo
reason-sold-out = Um artigo está esgotado
reason-too-busy = Demasiadas encomendas neste momento
reason-closing = A loja vai fechar
reason-customer-asked = A pedido do cliente
reason-mistake = Erro na encomenda
reason-other = Outro motivo
reason-timeout = Sem resposta a tempo

# Board
board-title = Encomendas
board-lead = As novas encomendas chegam aqui sozinhas.
column-new = Novas
column-new-empty = Nada de novo. Uma encomenda toca ao chegar.
column-preparing = Em preparação
column-preparing-empty = Nada a preparar.
column-ready = Prontas
column-ready-empty = Nada à espera do cliente.
column-done = Concluídas hoje
column-done-empty = Nada concluído hoje.
do-accept = Aceitar
do-reject = Recusar
do-start = Começar
do-ready = Pronta
do-complete = Entregar e cobrar
do-cancel = Cancelar a encomenda
done-accept = { $number } aceite
done-reject = { $number } recusada
done-start = { $number } em preparação
done-ready = { $number } está pronta
done-complete = { $number } entregue
done-cancel = { $number } cancelada
next-title = A seguir
history-title = Histórico
contact-title = Cliente
contact-why = Cada consulta fica registada. Para que precisa?
contact-noted = Esta consulta fica registada.
purpose-handover = Entregar a encomenda
purpose-question = Fazer uma pergunta
purpose-problem = Resolver um problema
tile-waiting = Encomendas à espera
tile-waiting-now = Responda antes do fim do prazo
tile-working = Em curso
tile-today = Recebido hoje
tile-last-week = { $amount } à mesma hora na semana passada

# Problems
problem-sold-out = Já não resta o suficiente
    .detail = Nada foi encomendado e o seu carrinho fica guardado.
problem-store-closed = A loja não aceita encomendas neste momento
    .detail = O seu carrinho fica guardado.
problem-price-changed = O preço mudou
    .detail = O total é agora { $total }. Verifique e confirme de novo.
problem-mixed-currencies = Estas lojas vendem em moedas diferentes
    .detail = Encomende numa moeda de cada vez.
problem-cart-empty = O carrinho está vazio
problem-cart-full = O carrinho está cheio
problem-cart-changed = O carrinho mudou entretanto
    .detail = Verifique-o e tente de novo.
problem-catalog-unavailable = Os preços não estão disponíveis de momento
    .detail = Nada se perdeu: o seu carrinho fica guardado. Tente de novo dentro de momentos.
problem-order-moved-on = A encomenda avançou entretanto
    .detail = Já não é possível fazê-lo.
problem-contact-erased = Estes dados foram apagados
problem-purpose-needed = Indique um motivo, em minúsculas
problem-if-match-unreadable = If-Match deve ser uma versão entre aspas

# Fields
field-quantity-range = Entre 1 e 99
field-phone-wrong = Escreva um número de telefone, por exemplo 912 345 678
field-sold-out = Já não resta o suficiente
field-not-available = Indisponível de momento
