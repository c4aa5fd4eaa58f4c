using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Example
{
    /// <summary>Signs every request, with the content that is really sent.</summary>
    public class SigningHandler : DelegatingHandler
    {
        private readonly string accessId;
        private readonly string accessKey;
        private readonly string platform;
        private readonly string edition;

        public SigningHandler(string accessId, string accessKey, string platform, string edition) : base(new HttpClientHandler())
        {
            this.accessId = accessId;
            this.accessKey = accessKey;
            this.platform = platform;
            this.edition = edition;
        }

        /// <summary>Reads JSON as it stands: text that looks like a date stays text.</summary>
        public static JToken Parse(string text)
        {
            using (var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None })
                return JToken.Load(reader);
        }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel)
        {
            var headers = new Dictionary<string, string>
            {
                ["accessId"] = accessId,
                ["channel"] = "4",
                ["platform"] = platform,
                ["UTCTimestamp"] = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(),
                ["nonce"] = Nonce(),
                ["version"] = edition,
            };
            var body = Parse(await request.Content.ReadAsStringAsync());
            var text = Signer.StringToSign(request.RequestUri.Authority, request.RequestUri.AbsolutePath, headers, body);
            foreach (var header in headers)
                request.Headers.Add(header.Key, header.Value);
            request.Headers.Add("signature", Signer.Signature(accessKey, text));
            // Not signed: the language to answer in, 0 for Chinese.
            if (edition != "1.0.0")
                request.Headers.Add("languageFlag", request.RequestUri.Host.Contains("renderbus") ? "0" : "1");
            return await base.SendAsync(request, cancel);
        }

        private static string Nonce()
        {
            var bytes = new byte[8];
            using (var random = RandomNumberGenerator.Create())
                random.GetBytes(bytes);
            return BitConverter.ToUInt64(bytes, 0).ToString();
        }
    }
}
