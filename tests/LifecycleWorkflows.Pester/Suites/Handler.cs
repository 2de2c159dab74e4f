using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace LwfTests
{
    public class Sent { public string Method; public Uri Uri; public string Authorization; public string Body; }

    public class Handler : HttpMessageHandler
    {
        private readonly Queue<Func<HttpResponseMessage>> _answers = new Queue<Func<HttpResponseMessage>>();

        public List<Sent> Requests { get; } = new List<Sent>();

        public Handler Add(int status, string json)
        {
            _answers.Enqueue(() => new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(json ?? "", Encoding.UTF8, "application/json") });
            return this;
        }

        public Handler Fail()
        {
            _answers.Enqueue(() => throw new HttpRequestException("refused"));
            return this;
        }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken token)
        {
            string body = request.Content == null ? null : await request.Content.ReadAsStringAsync();
            Requests.Add(new Sent { Method = request.Method.Method, Uri = request.RequestUri, Authorization = request.Headers.Authorization?.ToString(), Body = body });
            HttpResponseMessage answer = (_answers.Count > 1 ? _answers.Dequeue() : _answers.Peek())();
            answer.RequestMessage = request;
            return answer;
        }
    }
}
