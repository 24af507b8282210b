# What the storefront says.
nav-home = Início
nav-search = Pesquisar
nav-account = Conta
nav-overview = Visão geral
nav-dashboard = Início
nav-ops = Início

# Home
home-title = O souk do seu bairro, no seu telemóvel
home-lead = Descubra o que vendem as lojas perto de si, encomende em dois minutos e levante quando estiver pronto.
search-placeholder = Um produto, uma loja…
fact-local = Lojas daqui
fact-pickup = Pronto quando chega
how-title = Como funciona
how-find = Procure
    .text = Um produto ou uma loja: vê logo o preço e o que resta.
how-order = Encomende
    .text = Sem criar conta, se preferir. A loja confirma e vê logo.
how-collect = Levante
    .text = Siga a preparação em direto e pague na loja.
call-title = Tem uma loja?
call-text = Abra a sua loja no Souk: importe o seu catálogo e receba hoje a primeira encomenda.
call-go = Abrir a minha loja

# For merchants
landing-title = A sua loja online, pronta antes de fechar
landing-lead = Importe o seu catálogo, escolha o que vende e receba as encomendas num quadro que toda a equipa segue em direto.
landing-start = Abrir a minha loja
sign-in = Iniciar sessão
sign-up = Criar conta
gains-title = O que o Souk faz por si
gain-import = O seu catálogo, importado
    .text = Um CSV da Shopify ou o nosso: as linhas boas entram, as más são nomeadas com o motivo.
gain-orders = Encomendas em direto
    .text = Aceitar, preparar, entregar: um toque por etapa, e o cliente acompanha em casa.
gain-stock = Nunca vendido duas vezes
    .text = O stock fica reservado no momento da encomenda: dois clientes não levam a mesma peça.
gain-team = Toda a equipa, cada um no seu papel
    .text = Proprietário, gerente, vendedor, preparador: cada um vê e faz o que lhe cabe.
gain-languages = Cinco línguas
    .text = Francês, inglês, espanhol, português, árabe: os seus clientes leem na sua.
gain-yours = Os seus dados continuam seus
    .text = Cada loja está isolada das outras e os dados dos seus clientes são cifrados.
start-title = Em três passos
start-account = Crie a sua conta
    .text = O seu nome, o seu e-mail, o nome da loja.
start-import = Adicione os seus produtos
    .text = Um a um com uma fotografia, ou o catálogo todo de uma vez.
start-publish = Publique
    .text = A loja está online; as encomendas chegam ao seu quadro.
landing-end = Pronto para abrir?
landing-end-text = São precisos dez minutos e uma fotografia do primeiro produto.

# Search
search-all = Todos os produtos
search-for = Resultados para «{ $q }»
sold-out = Esgotado
price-from = desde { $price }
price-before = Preço mais baixo dos 30 dias anteriores:
narrow = Filtrar
search-none = Nada encontrado
search-none-text = Nenhum produto corresponde de momento.
filters = Filtros
filters-clear = Limpar todos os filtros
filter-category = Categoria
filter-kind = Tipo
kind-goods = Artigos
kind-bundle = Conjuntos
kind-service = Serviços por marcação
kind-plan = Assinaturas
filter-store = Loja
filter-price = Preço
filter-stock = Disponibilidade
filter-in-stock = Disponível agora
price-below = Menos de { $max }
price-between = { $min } a { $max }
price-above = { $min } e mais
sort = Ordenar por
sort-relevance = Relevância
sort-price-asc = Preço mais baixo
sort-price-desc = Preço mais alto
sort-newest = Novidades
results-count = { $n ->
        [one] { $n } produto
       *[other] { $n } produtos
    }
search-corrected = Nada corresponde exatamente a «{ $q }».
did-you-mean = Talvez quisesse dizer:
search-each-word = Experimente uma palavra de cada vez
search-ways = Dê uma volta
search-everywhere = Procurar em tudo
search-browse = Ver todos os produtos
tip-spelling = Verifique a ortografia
tip-general = Tente uma palavra mais geral
tip-fewer = Tente com menos palavras
search-down = A pesquisa não responde de momento
search-down-text = O seu carrinho e as suas encomendas não são afetados. Tente daqui a pouco.
search-odd = Esta pesquisa não foi compreendida
try-again = Tentar de novo

# Account, dashboard and ops homes
account-title = A minha conta
account-lead = As suas encomendas e definições num só lugar.
account-guest-lead = As encomendas feitas neste dispositivo estão aqui, mesmo sem conta.
invite-title = Encontre tudo, em todo o lado
invite-text = Inicie sessão para manter as encomendas em todos os dispositivos. O carrinho vai consigo.
account-shop = A minha loja
    .text = O painel da sua loja, ou abrir uma nova
dashboard-title = Hoje
no-shop = Ainda não tem loja
no-shop-text = Abra a sua ou peça um convite à equipa a que se junta.
open-shop = Abrir a minha loja
see-landing = Ver o que o Souk oferece
steps-title = Primeiros passos
steps-note = Da loja vazia à primeira encomenda.
step-product = Adicionar um produto
    .text = Um título, um preço, uma fotografia
step-import = Importar um catálogo
    .text = Um ficheiro CSV, da Shopify ou de outro lado
step-store = Completar a loja
    .text = Apresentação, morada, publicação
step-team = Convidar a equipa
    .text = Cada um com o seu papel
ops-title = Plataforma
ops-lead = O que está a vermelho, o que mudou, o que espera.

# Offline
offline-title = Está offline
offline-text = Esta página abre assim que a rede voltar. Nada do que encomendou se perde.

# Footer
footer-merchants = Vender no Souk

# Legal pages: adapt these texts to your installation and have them checked
legal = Informação legal
legal-documents = Documentos
legal-terms = Termos de utilização
legal-privacy = Privacidade
legal-imprint = Aviso legal
imprint-name = Responsável
imprint-address = Morada
imprint-email = Contacto
imprint-registration = Registo
imprint-host = Alojamento
legal-terms-1 = { $operator } põe em contacto lojas e clientes. Cada encomenda é um contrato entre si e a loja escolhida; é ela que fixa os preços, prepara e entrega a mercadoria.
    .title = O nosso papel
legal-terms-2 = A encomenda é firme quando a loja a aceita. Até lá, pode cancelá-la na página de acompanhamento. Sem resposta da loja no prazo indicado, cancela-se sozinha e nada é devido.
    .title = Encomendar
legal-terms-3 = Os preços incluem impostos. Paga na loja, pelos meios que ela aceita.
    .title = Preços e pagamento
legal-terms-4 = Os seus direitos de consumidor perante a loja, incluindo garantias, mantêm-se integralmente.
    .title = Os seus direitos
legal-privacy-1 = O nome e o telefone que indica para uma encomenda, o seu conteúdo e, se criar conta, o seu e-mail. Nada é comprado a terceiros e nada é vendido.
    .title = O que guardamos
legal-privacy-2 = A loja onde encomenda vê o necessário para o servir. As outras não veem nada. Os contactos são cifrados.
    .title = Quem vê o quê
legal-privacy-3 = Um cookie para o carrinho e a sessão, outro para o idioma. Sem rastreadores publicitários nem medições de terceiros.
    .title = Cookies
legal-privacy-4 = Pode pedir para ver, corrigir ou apagar os seus dados escrevendo ao responsável indicado no aviso legal, ou recorrer à autoridade de proteção de dados.
    .title = Os seus pedidos
legal-imprint-1 = As fichas de produto são da responsabilidade da loja indicada em cada uma.
    .title = Conteúdos

# Countries: what differs from one to the other
country-fr = França
country-be = Bélgica
country-ca = Canadá
country-ma = Marrocos
market-country = País
market-currency = Moeda
market-languages = Línguas
market-payment = Pagamento
taxes-included = Preços com impostos incluídos
pay-on-the-spot = Pague no local: { $ways }
pay-cash = dinheiro
pay-card = cartão
list-comma = {", "}
legal-countries = Países

# Law by country: adapt and have it checked
legal-terms-in-fr = A garantia legal de conformidade dura dois anos. Numa compra à distância tem catorze dias para se retratar, exceto bens perecíveis e o que é feito só para si. Em caso de litígio pode recorrer gratuitamente a um mediador de consumo.
legal-terms-in-be = A garantia legal dura dois anos. Numa compra à distância tem catorze dias para se retratar, exceto bens perecíveis e o que é feito só para si. Em caso de litígio pode recorrer ao Serviço de Mediação para o Consumidor.
legal-terms-in-ca = Aplica-se à sua compra a lei de proteção do consumidor da sua província; no Quebeque é a Lei de proteção do consumidor, e o Office de la protection du consommateur informa-o.
legal-terms-in-ma = A lei 31-08 protege o consumidor. Numa compra à distância tem sete dias para se retratar, exceto o que se deteriora depressa e o que é feito só para si.
legal-privacy-in-fr = A autoridade de proteção de dados é a CNIL, em Paris.
legal-privacy-in-be = A autoridade é a Autoridade de Proteção de Dados, em Bruxelas.
legal-privacy-in-ca = Pode dirigir-se ao Comissariado da Privacidade do Canadá; no Quebeque, à Commission d’accès à l’information.
legal-privacy-in-ma = A autoridade é a CNDP, em Rabat; a lei 09-08 protege os seus dados.
